using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Options;

/// <summary>
/// Coins of an account that are locked: with a start they become free steadily until the end (ContinuousVestingAccount), without one all at once
/// (DelayedVestingAccount). DevNet lets them be delegated only when they are free.
/// </summary>
public sealed record GenesisVesting
{
    /// <summary>The locked part of the balance (uallo).</summary>
    public required UAllo Uallo { get; init; }

    /// <summary>When they begin to become free (UTC, by the time of blocks); null for all at the end.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When all are free (UTC, by the time of blocks).</summary>
    public required DateTimeOffset End { get; init; }
}
