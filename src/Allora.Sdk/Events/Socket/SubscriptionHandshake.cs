using System.Globalization;
using Allora.Sdk.Events.Frames;

namespace Allora.Sdk.Events.Socket;

/// <summary>Tracks which of a connection's two subscriptions the node has answered, and the effect of errors on the connection.</summary>
internal sealed class SubscriptionHandshake
{
    private const long HeadersId = 1;
    private const long EventsId = 2;

    private bool _headersAnswered;

    /// <summary>Sent first, so that a block's headers are subscribed to no later than its events.</summary>
    public static string HeadersRequest { get; } = Subscribe(HeadersId, "NewBlockHeader");

    public static string EventsRequest { get; } = Subscribe(EventsId, "NewBlockEvents");

    public bool AreEventsConfirmed { get; private set; }

    /// <summary>Block events are subscribed to, and it is known whether headers are, too.</summary>
    public bool IsComplete => AreEventsConfirmed && _headersAnswered;

    public void Confirm(long? id)
    {
        if (id == HeadersId)
            _headersAnswered = true;
        else if (id == EventsId)
            AreEventsConfirmed = true;
    }

    /// <summary>
    /// Returns true if the connection can continue: headers were rejected from the start, since blocks without their times are better
    /// than no blocks. Any other error, even one without a request id, can only concern our requests; an error about a confirmed
    /// subscription means that the node has cancelled it and will send nothing more.
    /// </summary>
    public bool Survives(DecodedFrame error)
    {
        if (error.Id != HeadersId || _headersAnswered)
            return false;
        _headersAnswered = true;
        return true;
    }

    private static string Subscribe(long id, string eventName) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"jsonrpc":"2.0","method":"subscribe","id":{{{id}}},"params":{"query":"tm.event='{{{eventName}}}'"}}""");
}
