using Allora.Sdk.Values;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>The inferences of a topic's last closed window, by address; the first value if the topic has labels.</summary>
    internal Task<IReadOnlyList<(string Address, ChainDecimal Value)>> GetLatestInferencesAsync(ulong topicId, CancellationToken cancellationToken) =>
        QueryAsync((schema, calls) => schema.GetLatestInferencesAsync(calls, topicId, cancellationToken), cancellationToken);

    /// <summary>Gets the scores of a kind of actor for a nonce (GetWorkerInferenceScoresAtBlock and its like), by address.</summary>
    /// <param name="actor">Inferers, forecasters or reputers.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="nonce">The nonce (a height, blocks).</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The scores; none until the losses are submitted, or when the chain no longer keeps them.</returns>
    /// <exception cref="AlloraException">No node could be reached, or none answered in time.</exception>
    public async Task<IReadOnlyDictionary<string, ChainDecimal>> GetNonceScoresAsync(
        SubmissionActor actor, ulong topicId, long nonce, CancellationToken cancellationToken = default)
    {
        var byAddress = new Dictionary<string, ChainDecimal>(StringComparer.Ordinal);
        foreach (var (address, score) in await GetScoresAsync(actor, topicId, nonce, cancellationToken).ConfigureAwait(false))
            byAddress[address] = score;
        return byAddress;
    }

    /// <summary>The scores for a nonce by address; none until the losses are submitted, or when they are no longer kept.</summary>
    internal Task<IReadOnlyList<(string Address, ChainDecimal Score)>> GetScoresAsync(
        SubmissionActor actor, ulong topicId, long nonce, CancellationToken cancellationToken) =>
        QueryAsync((schema, calls) => schema.GetScoresAsync(calls, actor, topicId, nonce, cancellationToken), cancellationToken);
}
