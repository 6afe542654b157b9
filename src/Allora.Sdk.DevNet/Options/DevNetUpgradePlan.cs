namespace Allora.Sdk.DevNet.Options;

/// <summary>
/// A planned upgrade, as <c>cosmos.upgrade.v1beta1.Query/CurrentPlan</c> shows it until its block is made. The nodes stop before that block
/// and come back with the other version, as <see cref="DevNetUpgradeOptions"/> describes.
/// </summary>
public sealed record DevNetUpgradePlan
{
    /// <summary>
    /// The version. "v0.17.0" changes emissions v9 to v10, "v0.16.0" changes v10 to v9; with any other name the nodes report that version and
    /// the schema stays.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The first block of the new version.</summary>
    public required long Height { get; init; }

    /// <summary>Text for operators, such as the addresses of binaries. Default: empty.</summary>
    public string Info { get; init; } = "";
}
