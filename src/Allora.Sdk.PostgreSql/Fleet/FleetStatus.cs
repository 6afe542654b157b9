namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>The members and wallets of a fleet at one moment.</summary>
public sealed record FleetStatus
{
    /// <summary>The members whose last sign of life is less than the lease's time old.</summary>
    public required IReadOnlyList<FleetMemberStatus> Members { get; init; }

    /// <summary>The wallets that have a specification, by address.</summary>
    public required IReadOnlyList<FleetWalletStatus> Wallets { get; init; }
}

/// <summary>A member of a fleet.</summary>
public sealed record FleetMemberStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it gives back its wallets and claims none.</summary>
    public required bool IsDraining { get; init; }

    /// <summary>Since when it has been a member, by the server's clock (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The wallets of the fleet that it could run: those whose keys and providers it has.</summary>
    public required IReadOnlySet<string> Able { get; init; }
}

/// <summary>A wallet of a fleet.</summary>
public sealed record FleetWalletStatus
{
    /// <summary>Its address.</summary>
    public required string Wallet { get; init; }

    /// <summary>Its workers.</summary>
    public required IReadOnlyList<FleetWorker> Workers { get; init; }

    /// <summary>The member that runs it; null if none does.</summary>
    public required string? Holder { get; init; }

    /// <summary>The member that it was moved to; null if it runs anywhere.</summary>
    public required string? MovedTo { get; init; }

    /// <summary>How many members that do not drain could run it. With 0 its key, or a provider, is missing everywhere.</summary>
    public required int Able { get; init; }
}
