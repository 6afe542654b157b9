namespace Allora.Chaos.Fleets;

/// <summary>The kinds of faults of a fleet run.</summary>
internal static class FleetFaultKinds
{
    public const string Kill = "kill-9";
    public const string Freeze = "freeze";
    public const string Away = "database-away";
    public const string Restart = "database-restart";
    public const string Deploy = "deploy";
    public const string Join = "join";
    public const string Taken = "lease-taken";

    public static readonly string[] All = [Kill, Freeze, Away, Restart, Deploy, Join, Taken];
}

/// <summary>A fault that was injected.</summary>
internal sealed class FleetFault
{
    public required string Kind { get; init; }

    /// <summary>Its beginning (Unix milliseconds).</summary>
    public required double Start { get; init; }

    /// <summary>The wallets that it may keep from their windows.</summary>
    public required IReadOnlySet<string> Wallets { get; init; }

    /// <summary>From its beginning, how long windows may end without an answer (ms).</summary>
    public double D { get; set; }

    /// <summary>Transactions that were broadcast and not yet in a block at the beginning.</summary>
    public int InFlight { get; init; }

    /// <summary>From the beginning until every wallet was with a member again (ms); null if that was not seen.</summary>
    public double? Recovery { get; set; }

    /// <summary>Whether it is one of those that last longer.</summary>
    public bool IsLong { get; init; }

    public string Name => IsLong ? $"{Kind}, long" : Kind;
}
