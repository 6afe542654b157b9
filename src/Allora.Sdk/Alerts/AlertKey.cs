namespace Allora.Sdk.Alerts;

/// <summary>What makes two findings the same alert.</summary>
internal sealed record AlertKey(AlertKind Kind, string ChainId, string? Wallet = null, ulong? TopicId = null, string? About = null)
{
    public AlertSeverity Severity => Kind switch
    {
        AlertKind.UpgradePlanned => AlertSeverity.Info,
        AlertKind.WindowMissed or AlertKind.FallbackUsed or AlertKind.StandbyLost or AlertKind.UpgradeUnknown => AlertSeverity.Warning,
        _ => AlertSeverity.Critical,
    };
}
