namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>What <see cref="PostgreSqlFleet.ApplyAsync"/> changed.</summary>
public sealed record FleetChanges
{
    /// <summary>New specifications.</summary>
    public required int Added { get; init; }

    /// <summary>Specifications with another provider or other options than before. Their workers are started again.</summary>
    public required int Changed { get; init; }

    /// <summary>Specifications that were there already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Specifications that are no longer there.</summary>
    public required int Removed { get; init; }
}
