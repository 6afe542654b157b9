using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Events.Socket;

/// <summary>The event stream's log messages: ids 3001 to 3099.</summary>
internal static partial class EventLog
{
    [LoggerMessage(3001, LogLevel.Debug, "Connecting to the events of {Node}")]
    public static partial void Connecting(ILogger log, string node);

    [LoggerMessage(3002, LogLevel.Information, "Listening to the events of {Node}")]
    public static partial void Connected(ILogger log, string node);

    [LoggerMessage(3003, LogLevel.Warning, "No events from {Node}: {Reason}. The next attempt is in {Wait}")]
    public static partial void Lost(ILogger log, string node, string reason, TimeSpan wait);

    [LoggerMessage(3004, LogLevel.Warning, "{Node} rejects a request for block headers or its status ({Code}: {Reason}): blocks arrive without their times, or the chain is not known before the first header")]
    public static partial void RequestRefused(ILogger log, string node, string reason, int code);

    [LoggerMessage(3005, LogLevel.Warning, "A frame of {Length} bytes could not be read and was ignored")]
    public static partial void MalformedFrame(ILogger log, int length);

    [LoggerMessage(3006, LogLevel.Warning, "{Count} window events of block {Height} could not be read: the chain may have changed their fields")]
    public static partial void UnreadableEvents(ILogger log, int count, long height);

    [LoggerMessage(3007, LogLevel.Warning, "Blocks between {After} and {Next} were missed")]
    public static partial void BlocksMissed(ILogger log, long after, long next);

    [LoggerMessage(3008, LogLevel.Warning, "A listener read too slowly and lost {Dropped} signals between the blocks {After} and {Next}")]
    public static partial void ListenerTooSlow(ILogger log, long dropped, long after, long next);

    [LoggerMessage(3009, LogLevel.Debug, "{Node} did not answer the close of the socket; the connection was aborted")]
    public static partial void CloseUnanswered(ILogger log, string node);

    [LoggerMessage(3010, LogLevel.Debug, "No listeners remain: the connection to the events of {Node} is closed")]
    public static partial void Closed(ILogger log, string node);

    [LoggerMessage(3011, LogLevel.Critical, "A connection of the event stream failed because of a bug in this library; the next one follows")]
    public static partial void Broken(ILogger log, Exception exception);

    [LoggerMessage(3012, LogLevel.Debug, "No events from {Node}: {Reason}. The next attempt is in {Wait}")]
    public static partial void LostAgain(ILogger log, string node, string reason, TimeSpan wait);
}
