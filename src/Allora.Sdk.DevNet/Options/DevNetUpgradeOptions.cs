namespace Allora.Sdk.DevNet.Options;

/// <summary>How the nodes are replaced when the height of a <see cref="DevNetUpgradePlan"/> is reached.</summary>
public sealed record DevNetUpgradeOptions
{
    /// <summary>For how long no node answers, by <see cref="DevNetOptions.TimeProvider"/>. Default 0; in a recorded upgrade it was 22 s.</summary>
    public TimeSpan Downtime { get; init; }

    /// <summary>How much later than the one before it each further node is back, by <see cref="DevNetOptions.TimeProvider"/>. Default 0.</summary>
    public TimeSpan Spacing { get; init; }

    /// <summary>Whether pending transactions are lost: a node does not store its mempool. False is as if others had kept them. Default true.</summary>
    public bool LoseMempool { get; init; } = true;

    /// <summary>Throws if a time is negative.</summary>
    internal DevNetUpgradeOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Downtime, TimeSpan.Zero, nameof(Downtime));
        ArgumentOutOfRangeException.ThrowIfLessThan(Spacing, TimeSpan.Zero, nameof(Spacing));
        return this;
    }
}
