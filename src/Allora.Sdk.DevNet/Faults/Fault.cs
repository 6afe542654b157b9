namespace Allora.Sdk.DevNet.Faults;

/// <summary>One fault on demand: where it acts, what goes wrong, how often.</summary>
public sealed class Fault
{
    private int _hits;

    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The face on which it acts; null is every face.</summary>
    public FaultProtocol? Protocol { get; init; }

    /// <summary>The method on which it acts, by its whole name or its end ("Simulate", "broadcast_tx_sync"); null is every method.</summary>
    public string? Method { get; init; }

    /// <summary>How often it acts. Default: every time, until removed.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>How many matching calls pass unharmed first. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>The delay of <see cref="FaultKind.Latency"/>, the retry-after of <see cref="FaultKind.ResourceExhausted"/>.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How often it acted so far.</summary>
    public int Hits => Math.Clamp(Volatile.Read(ref _hits) - Skip, 0, Times);

    internal bool Matches(FaultProtocol protocol, string method) =>
        (Protocol is null || Protocol == protocol) && (Method is null || method.EndsWith(Method, StringComparison.Ordinal));

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
