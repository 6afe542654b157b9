using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Blocks;

/// <summary>Logs of block tracking: event ids 1012, 1013 and 1029.</summary>
internal static partial class BlockLog
{
    [LoggerMessage(1012, LogLevel.Debug, "The event stream was lost: {Reason}")]
    public static partial void StreamLost(ILogger logger, string reason);

    [LoggerMessage(1013, LogLevel.Debug, "The height could not be queried: {Message}")]
    public static partial void HeightUnknown(ILogger logger, string message);

    [LoggerMessage(1029, LogLevel.Error, "A worker's clock failed; it will be tried again")]
    public static partial void TickFailed(ILogger logger, Exception exception);
}
