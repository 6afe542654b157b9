using System.Globalization;

namespace Allora.Sdk.Chain;

/// <summary>
/// An upgrade that the chain plans: its nodes stop before <see cref="Height"/> and are replaced by ones of another version, which make that block.
/// As reported by a node (<c>cosmos.upgrade.v1beta1.Query/CurrentPlan</c>): nothing is signed, sent or withheld because of it.
/// </summary>
public sealed record PlannedUpgrade
{
    // Further ahead, a time of day alone would be misread.
    private static readonly TimeSpan NamesDay = TimeSpan.FromHours(12);

    /// <summary>The name of the plan, which is the version of the chain, such as v0.18.0. At most 64 characters of the node's text.</summary>
    public required string Name { get; init; }

    /// <summary>The first block of the new version (blocks).</summary>
    public required long Height { get; init; }

    /// <summary>The plan's text for operators of nodes, such as the addresses of binaries. At most 4 096 characters of the node's text. Default: empty.</summary>
    public string Info { get; init; } = "";

    /// <summary>
    /// Whether this version of the library was made for it: workers then continue with the new version by themselves. If it was not, messages of the
    /// new version may differ, and the library should be updated before the upgrade.
    /// </summary>
    public required bool IsKnown { get; init; }

    /// <summary>How many blocks are left before it, by the newest known height (blocks).</summary>
    public long BlocksLeft { get; init; }

    /// <summary>When it is expected (UTC), by the measured time between blocks; null until that is measured.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>How long that is from now.</summary>
    internal TimeSpan? Left { get; init; }

    /// <summary>One line for people: "v0.18.0 at block 5120000, about 14:05 UTC; this version does not know it".</summary>
    public override string ToString()
    {
        var time = ExpectedAt?.UtcDateTime.ToString(Left > NamesDay ? "yyyy-MM-dd HH:mm" : "HH:mm", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{Name} at block {Height}{(time is null ? "" : $", about {time} UTC")}; this version {(IsKnown ? "supports it" : "does not know it")}");
    }

    /// <summary>The same plan as seen from a height.</summary>
    internal PlannedUpgrade SeenFrom(long height, TimeSpan? interval, DateTimeOffset now)
    {
        var blocks = Math.Max(0, Height - height);
        // A node may name any height: what is further away than a year has no useful time.
        var left = height > 0 && interval is { } each && each.TotalDays * blocks < 366 ? each * blocks : (TimeSpan?)null;
        return this with { BlocksLeft = height > 0 ? blocks : 0, Left = left, ExpectedAt = now + left };
    }
}
