using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Labels;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>A topic of a replayed chain: the ledger of the library, and what surrounds it on a chain.</summary>
internal sealed class ReplayTopic
{
    public required ulong Id { get; init; }

    public required JsonElement Definition { get; init; }

    public required TopicParameters Parameters { get; init; }

    public TopicLedger Ledger { get; set; } = TopicLedger.Empty;

    public BigInteger Revenue { get; set; }

    public Dec? Weight { get; set; }

    public long NextBlock { get; set; }

    public long EpochLastEnded { get; set; }

    public long LastDrip { get; set; }

    /// <summary>Newest first.</summary>
    public List<long> WorkerNonces { get; } = [];

    /// <summary>Newest first.</summary>
    public List<long> ReputerNonces { get; } = [];

    public long RewardNonce { get; set; }

    public (long Height, long Nonce)? WorkerCommit { get; set; }

    public (long Height, long Nonce)? ReputerCommit { get; set; }

    public SortedDictionary<string, ReplayInference> Inferences { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, WorkerForecast> Forecasts { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, (long Nonce, LossBundle Losses)> Losses { get; } = new(StringComparer.Ordinal);

    public LabelRegistry Labels { get; set; } = LabelRegistry.Empty;

    public SortedDictionary<long, ReplayEpoch> Epochs { get; } = [];

    public SortedDictionary<string, BigInteger> Stakes { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Delegator, string Reputer), (BigInteger Amount, Dec Debt)> Delegations { get; } = [];

    public Dictionary<string, Dec> RewardPerShare { get; } = new(StringComparer.Ordinal);

    public BigInteger Stake => Stakes.Values.Aggregate(BigInteger.Zero, static (sum, stake) => sum + stake);

    public BigInteger DelegatedTo(string reputer) => Delegations
        .Where(pair => pair.Key.Reputer == reputer)
        .Aggregate(BigInteger.Zero, static (sum, pair) => sum + pair.Value.Amount);
}

/// <summary>An inference that waits for the close of its window.</summary>
internal sealed record ReplayInference(ImmutableArray<LabeledValue> Values, JsonElement Input);

/// <summary>What was committed and made of a nonce.</summary>
internal sealed record ReplayEpoch(
    LabelRegistry Labels,
    ImmutableArray<WorkerValues> Inferences,
    ImmutableArray<WorkerForecast> Forecasts,
    NetworkInferenceBundle? Bundle,
    NetworkInferenceBundle? Resistant);
