using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Blocks;

/// <summary>Logs of block tracking: event ids 1012 and 1013.</summary>
internal static partial class BlockLog
{
    [LoggerMessage(1012, LogLevel.Warning, "The event stream was lost: {Reason}")]
    public static partial void StreamLost(ILogger logger, string reason);

    [LoggerMessage(1013, LogLevel.Debug, "The height could not be queried: {Message}")]
    public static partial void HeightUnknown(ILogger logger, string message);
}
