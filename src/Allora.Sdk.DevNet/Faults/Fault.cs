using System.Text.Json;
using Allora.Sdk.DevNet.Requests;

namespace Allora.Sdk.DevNet.Faults;

/// <summary>One fault on demand: where it acts, what goes wrong, how often.</summary>
public sealed class Fault
{
    private int _id;
    private int _hits;

    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The face on which it acts; null is every face.</summary>
    public FaultProtocol? Protocol { get; init; }

    /// <summary>
    /// The method on which it acts, by its whole name or its end ("Simulate", "broadcast_tx_sync"); null is every method.
    /// For <see cref="FaultProtocol.WebSocket"/> a part of the subscription's query ("NewBlockEvents"), the name of a call
    /// ("subscribe"), or "/websocket" for the connection itself.
    /// </summary>
    public string? Method { get; init; }

    /// <summary>How often it acts. Default: every time, until removed.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>How many matching calls pass unharmed first. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>The delay of <see cref="FaultKind.Latency"/>, the retry-after of <see cref="FaultKind.ResourceExhausted"/>.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How often it acted so far, on all nodes that have it.</summary>
    public int Hits => Math.Clamp(Volatile.Read(ref _hits) - Skip, 0, Times);

    /// <summary>Its number in the DevNet, from 1, as the log and the control port name it; 0 until it is added.</summary>
    public int Id => Volatile.Read(ref _id);

    /// <summary>
    /// Reads {"type": "latency", "protocol": "grpc", "method": "Simulate", "times": 3, "skip": 1, "delay": "2s"}; all but the type may be
    /// missing. What is wrong is said in one sentence of a <see cref="FormatException"/>.
    /// </summary>
    public static Fault Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return From(ControlRequest.Parse(document));
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"a fault is a JSON object such as {{\"type\":\"latency\",\"delay\":\"2s\"}}: {wrong.Message}", wrong);
        }
    }

    /// <summary>The fault that a request describes.</summary>
    internal static Fault From(ControlRequest request) => new()
    {
        Kind = request.Choice<FaultKind>("type") ?? throw new FormatException("say the fault's \"type\""),
        Protocol = request.Choice<FaultProtocol>("protocol"),
        Method = request.Text("method"),
        Times = request.Count("times", int.MaxValue, 1),
        Skip = request.Count("skip", 0),
        Delay = request.Span("delay"),
    };

    internal void Number(Func<int> next)
    {
        if (Id == 0)
            Interlocked.CompareExchange(ref _id, next(), 0);
    }

    internal bool Matches(FaultProtocol protocol, string method) =>
        (Protocol is null || Protocol == protocol) && IsMethod(Method, protocol, method);

    // A query's end is a quote, so frames go by a part of it.
    internal static bool IsMethod(string? wanted, FaultProtocol protocol, string method) =>
        wanted is null
        || (protocol == FaultProtocol.WebSocket ? method.Contains(wanted, StringComparison.Ordinal) : method.EndsWith(wanted, StringComparison.Ordinal));

    /// <summary>Counts a matching call and says whether it is hit.</summary>
    internal bool Claim()
    {
        var call = Interlocked.Increment(ref _hits);
        if (call <= Skip)
            return false;
        if (call - Skip <= Times)
            return true;
        Interlocked.Decrement(ref _hits);
        return false;
    }
}
