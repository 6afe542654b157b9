using Allora.Sdk.Chain;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Blocks;

/// <summary>Logs of planned upgrades: event ids 1152 to 1156.</summary>
internal sealed partial class UpgradeLog(ILoggerFactory loggers, string chainId)
{
    private readonly ILogger _logger = loggers.CreateLogger("Allora.Sdk.Worker");

    /// <summary>An upgrade is planned: a warning if this version does not know it.</summary>
    public void Planned(PlannedUpgrade plan)
    {
        if (plan.IsKnown)
            LogPlanned(_logger, chainId, plan.ToString());
        else
            LogUnknownPlanned(_logger, chainId, plan.ToString());
    }

    public void Reached(PlannedUpgrade plan) => LogReached(_logger, chainId, plan.Name, plan.Height);

    public void Canceled(PlannedUpgrade plan) => LogCanceled(_logger, chainId, plan.Name, plan.Height);

    public void Unknown(string message) => LogNotQueried(_logger, message);

    [LoggerMessage(1152, LogLevel.Information, "The chain {ChainId} plans an upgrade: {Upgrade}. Workers continue with the new version")]
    private static partial void LogPlanned(ILogger logger, string chainId, string upgrade);

    [LoggerMessage(1153, LogLevel.Warning, "The chain {ChainId} plans an upgrade: {Upgrade}. Install a version of Allora.Sdk that knows it before that block")]
    private static partial void LogUnknownPlanned(ILogger logger, string chainId, string upgrade);

    [LoggerMessage(1154, LogLevel.Information, "The chain {ChainId} was upgraded: {Name} at block {Height}")]
    private static partial void LogReached(ILogger logger, string chainId, string name, long height);

    [LoggerMessage(1155, LogLevel.Information, "The chain {ChainId} does not plan the upgrade {Name} at block {Height} any more")]
    private static partial void LogCanceled(ILogger logger, string chainId, string name, long height);

    [LoggerMessage(1156, LogLevel.Debug, "The planned upgrade could not be queried: {Message}")]
    private static partial void LogNotQueried(ILogger logger, string message);
}
