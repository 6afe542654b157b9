using System.Globalization;
using Allora.Sdk.Events.Frames;

namespace Allora.Sdk.Events.Socket;

/// <summary>Which of a connection's two subscriptions the node has answered, and what an error means for the connection.</summary>
internal sealed class SubscriptionHandshake
{
    private const long HeadersId = 1;
    private const long EventsId = 2;

    private bool _headersAnswered;

    /// <summary>Asked first, so that the headers of a block are subscribed to no later than its events.</summary>
    public static string HeadersRequest { get; } = Subscribe(HeadersId, "NewBlockHeader");

    public static string EventsRequest { get; } = Subscribe(EventsId, "NewBlockEvents");

    public bool AreEventsConfirmed { get; private set; }

    /// <summary>Block events are on their way, and whether headers come too is known.</summary>
    public bool IsComplete => AreEventsConfirmed && _headersAnswered;

    public void Confirm(long? id)
    {
        if (id == HeadersId)
            _headersAnswered = true;
        else if (id == EventsId)
            AreEventsConfirmed = true;
    }

    /// <summary>
    /// True when the connection can live with the error: headers refused from the start, since blocks without their times are better
    /// than no blocks. Any other error, even one that names no request, can only be about what we asked for; one about a subscription
    /// that stood means that the node has cancelled it, and goes on in silence.
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
