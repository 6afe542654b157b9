using Allora.Sdk.Chain;
using Allora.Sdk.Dashboard.History;
using Allora.Sdk.Values;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>What the chain has of a nonce: the network's inference and the scores. Nodes keep them for some time only.</summary>
internal sealed record NonceOnChain(NetworkInference? Inference, IReadOnlyDictionary<string, ChainDecimal> Scores, string? Missing)
{
    public static NonceOnChain Nothing { get; } = new(null, new Dictionary<string, ChainDecimal>(), "The worker does not run now, so the chain was not queried.");

    public static async Task<NonceOnChain> ReadAsync(WorkerRunner runner, WindowRecord record, CancellationToken cancellationToken)
    {
        var (topic, nonce) = (record.Result.TopicId, record.Result.Nonce);
        try
        {
            var inference = await runner.Client.GetNetworkInferenceAsync(topic, nonce, cancellationToken).ConfigureAwait(false);
            var scores = await runner.Client.GetNonceScoresAsync(runner.Actors.First(), topic, nonce, cancellationToken).ConfigureAwait(false);
            return new NonceOnChain(inference, scores, inference.Inferers.Count == 0 ? "The chain has no values for this nonce: its window is open, or nodes no longer keep them." : null);
        }
        catch (AlloraException exception)
        {
            return Nothing with { Missing = $"The values of others are not known: {Shown.Text(exception.Message)}" };
        }
    }
}
