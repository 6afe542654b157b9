using Microsoft.Extensions.Logging;

namespace Allora.Sdk.DevNet.Diagnostics;

/// <summary>What a DevNet logs: only what should never happen.</summary>
internal static partial class DevNetEvents
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "A transaction was refused because DevNet's own code failed.")]
    public static partial void TransactionFailed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "The query {Method} was refused because DevNet's own code failed.")]
    public static partial void QueryFailed(ILogger logger, string method, Exception error);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Critical, Message = "No block is made any more: the block after {Height} failed.")]
    public static partial void BlockFailed(ILogger logger, long height, Exception error);

    [LoggerMessage(EventId = 5006, Level = LogLevel.Error, Message = "The nodes could not be replaced for the upgrade after block {Height}.")]
    public static partial void UpgradeFailed(ILogger logger, long height, Exception error);

    [LoggerMessage(EventId = 5005, Level = LogLevel.Error, Message = "A block could not be shown because DevNet's own code failed.")]
    public static partial void ShowingFailed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Error, Message = "The RPC call {Method} failed in DevNet's own code.")]
    public static partial void CallFailed(ILogger logger, string method, Exception error);
}
