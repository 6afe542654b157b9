using System.Collections.Immutable;

namespace Allora.Sdk.DevNet.State;

/// <summary>The upgrade module: the plan, if there is one, and the heights of those that were carried out.</summary>
internal sealed record UpgradeState
{
    public UpgradePlan? Plan { get; init; }

    /// <summary>Whether the nodes have the version that the plan names: without it they make no block of its height.</summary>
    public bool IsReady { get; init; }

    /// <summary>The version that the nodes report since the last upgrade; null for the schema's.</summary>
    public string? Version { get; init; }

    public ImmutableSortedDictionary<string, long> Applied { get; init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Whether the block of a height needs another version than the nodes have.</summary>
    public bool Stops(long height) => Plan is { } plan && plan.Height == height && !IsReady;

    /// <summary>What a block does before its transactions: it takes note of the upgrade that it is the first of.</summary>
    public UpgradeState Before(long height) => Plan is { } plan && plan.Height == height
        ? this with { Plan = null, IsReady = false, Applied = Applied.SetItem(plan.Name, height) }
        : this;
}

/// <summary>A planned upgrade.</summary>
internal sealed record UpgradePlan(string Name, long Height, string Info);
