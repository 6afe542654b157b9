namespace Allora.Sdk.DevNet.Journal;

/// <summary>When something happened that latency is measured by.</summary>
public sealed record DevNetStamp
{
    /// <summary>"window" when the frame that opens windows was sent, "broadcast" when a transaction was received: over gRPC when its last bytes came from the socket, else when its request had been read.</summary>
    public required string Kind { get; init; }

    /// <summary>The block of the frame, or the height at which the broadcast came.</summary>
    public required long Height { get; init; }

    /// <summary>Ticks of the DevNet's <see cref="TimeProvider"/> (its GetTimestamp).</summary>
    public required long Timestamp { get; init; }

    /// <summary>The topics whose windows opened.</summary>
    public IReadOnlyList<ulong> Topics { get; init; } = [];

    /// <summary>The hash of the transaction, in upper-case hex.</summary>
    public string Hash { get; init; } = "";

    /// <summary>What the mempool said: 0 is accepted.</summary>
    public uint Code { get; init; }

    /// <summary>The wall clock of the DevNet.</summary>
    public DateTimeOffset Time { get; init; }
}
