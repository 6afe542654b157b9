using Allora.Sdk;
using Allora.Sdk.Chain;
using Allora.Sdk.Encodings;
using Allora.Sdk.Values;

namespace Allora.Cli.Explaining;

/// <summary>What the chain has of a topic's nonce. Nodes keep it for some time only; what could not be read is null, and <see cref="Missing"/> has the reason.</summary>
internal sealed record NonceEvidence
{
    private static readonly SubmissionActor[] Actors = [SubmissionActor.Inferer, SubmissionActor.Forecaster, SubmissionActor.Reputer];

    /// <summary>The chain's height.</summary>
    public long? Height { get; init; }

    public TopicInfo? Topic { get; init; }

    public NetworkInference? Network { get; init; }

    /// <summary>The scores of each kind of actor by address.</summary>
    public IReadOnlyDictionary<SubmissionActor, IReadOnlyDictionary<string, ChainDecimal>> Scores { get; init; } = new Dictionary<SubmissionActor, IReadOnlyDictionary<string, ChainDecimal>>();

    /// <summary>Transactions of the recorded hashes that a node found.</summary>
    public IReadOnlyDictionary<string, TransactionReceipt> Transactions { get; init; } = new Dictionary<string, TransactionReceipt>();

    /// <summary>Why something is missing; null if all was read.</summary>
    public string? Missing { get; init; }

    /// <summary>Reads from the chain; an error of a node ends the reading and is kept as <see cref="Missing"/>.</summary>
    public static async Task<NonceEvidence> ReadAsync(AlloraClient client, ulong topic, long nonce, IEnumerable<string> hashes, CancellationToken cancellationToken)
    {
        var found = new NonceEvidence();
        try
        {
            found = found with { Height = (await client.GetBlockHeaderAsync(cancellationToken: cancellationToken)).Height };
            found = found with { Topic = await client.GetTopicAsync(topic, cancellationToken) };
            found = found with { Network = await client.GetNetworkInferenceAsync(topic, nonce, cancellationToken) };
            var scores = new Dictionary<SubmissionActor, IReadOnlyDictionary<string, ChainDecimal>>();
            foreach (var actor in Actors)
                scores[actor] = await client.GetNonceScoresAsync(actor, topic, nonce, cancellationToken);
            found = found with { Scores = scores };
            var transactions = new Dictionary<string, TransactionReceipt>(StringComparer.Ordinal);
            foreach (var hash in hashes.Distinct(StringComparer.Ordinal))
            {
                if (await client.GetTransactionAsync(hash, cancellationToken) is { } receipt)
                    transactions[hash] = receipt;
            }

            return found with { Transactions = transactions };
        }
        catch (AlloraException refusal)
        {
            return found with { Missing = refusal.Message };
        }
    }

    /// <summary>The value that the chain has of a wallet; null if it has none, or no longer.</summary>
    public string? ValueOf(string wallet, SubmissionActor actor) => Network is null ? null : actor switch
    {
        SubmissionActor.Inferer => Network.Inferers.FirstOrDefault(one => one.Worker == wallet)?.Value.ToString(),
        SubmissionActor.Forecaster => Network.Forecasters.FirstOrDefault(one => one.Worker == wallet)?.Value.ToString(),
        _ => null,
    };

    /// <summary>The score and the rank of a wallet among those of its kind, 1 for the best; null while there is none.</summary>
    public (ChainDecimal Score, int Rank, int Of)? ScoreOf(string wallet, SubmissionActor actor) =>
        Scores.TryGetValue(actor, out var scores) && scores.TryGetValue(wallet, out var own)
            ? (own, 1 + scores.Values.Count(other => other > own), scores.Count)
            : null;
}
