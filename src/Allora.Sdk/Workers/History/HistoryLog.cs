using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.History;

/// <summary>Logs of the history: event ids 1700 to 1799.</summary>
internal static partial class HistoryLog
{
    [LoggerMessage(1700, LogLevel.Warning, "The history cannot be written ({Message}); {Count} changes are tried again")]
    public static partial void Failed(ILogger logger, string message, int count);

    [LoggerMessage(1701, LogLevel.Warning, "The history is behind: {Dropped} changes were dropped so far")]
    public static partial void Dropped(ILogger logger, long dropped);
}
