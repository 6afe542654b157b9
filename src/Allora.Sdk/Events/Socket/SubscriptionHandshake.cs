using System.Globalization;
using Allora.Sdk.Events.Frames;

namespace Allora.Sdk.Events.Socket;

/// <summary>Tracks which of a connection's requests the node has answered, two subscriptions and its status, and the effect of errors on the connection.</summary>
/// <param name="asksForStatus">Whether the node's status is requested, which names its chain.</param>
internal sealed class SubscriptionHandshake(bool asksForStatus)
{
    private const long HeadersId = 1;
    private const long EventsId = 2;
    private const long StatusId = 3;

    private bool _headersAnswered;
    private bool _areHeadersRefused;
    private bool _isStatusRefused;
    private bool _statusAnswered = !asksForStatus;

    /// <summary>Sent before the subscriptions: the reply names the node's chain.</summary>
    public static string StatusRequest { get; } = string.Create(CultureInfo.InvariantCulture, $$$"""{"jsonrpc":"2.0","method":"status","id":{{{StatusId}}},"params":{}}""");

    /// <summary>Sent first, so that a block's headers are subscribed to no later than its events.</summary>
    public static string HeadersRequest { get; } = Subscribe(HeadersId, "NewBlockHeader");

    public static string EventsRequest { get; } = Subscribe(EventsId, "NewBlockEvents");

    public bool AreEventsConfirmed { get; private set; }

    /// <summary>Block events are subscribed to, and it is known whether headers are, too, and whether the status has a reply.</summary>
    public bool IsComplete => AreEventsConfirmed && _headersAnswered && _statusAnswered;

    /// <summary>Whether neither headers nor the status can name the chain: the node rejected both requests.</summary>
    public bool CannotNameChain { get; private set; }

    public void Confirm(long? id)
    {
        if (id == HeadersId)
            _headersAnswered = true;
        else if (id == EventsId)
            AreEventsConfirmed = true;
        else if (id == StatusId)
            _statusAnswered = true;
    }

    /// <summary>
    /// Returns true if the connection can continue: headers were rejected from the start, since blocks without their times are better
    /// than no blocks, or the status was, since headers name the chain as well. Any other error, even one without a request id, can only concern our requests; an error about a confirmed
    /// subscription means that the node has cancelled it and will send nothing more.
    /// </summary>
    public bool Survives(DecodedFrame error)
    {
        if (error.Id == HeadersId && !_headersAnswered)
            _areHeadersRefused = _headersAnswered = true;
        else if (error.Id == StatusId && !_statusAnswered)
            _isStatusRefused = _statusAnswered = true;
        else
            return false;
        CannotNameChain = _areHeadersRefused && _isStatusRefused;
        return true;
    }

    private static string Subscribe(long id, string eventName) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"jsonrpc":"2.0","method":"subscribe","id":{{{id}}},"params":{"query":"tm.event='{{{eventName}}}'"}}""");
}
