using System.Buffers;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Rpc.Events;
using Allora.Sdk.DevNet.Rpc.JsonRpc;

namespace Allora.Sdk.DevNet.Rpc.WebSockets;

/// <summary>A frame on its way to a client.</summary>
internal sealed record OutgoingFrame
{
    private delegate void Writer(OutgoingFrame frame, IBufferWriter<byte> target);

    private readonly Writer _write = static (frame, target) => FrameWriter.Text(target, frame.Head.Span, frame.Tail);

    private ReadOnlyMemory<byte> Head { get; init; }

    private Publication? Publication { get; init; }

    private ReadOnlySpan<byte> Tail => Publication is null ? [] : Publication.Tail;

    /// <summary>The subscription whose queue it counts in.</summary>
    public Subscription? Subscription { get; private init; }

    /// <summary>Set on frames that tell of an opened window, whose departure is stamped.</summary>
    public CommittedBlock? Stamped { get; init; }

    /// <summary>How long the connection waits before it, by the DevNet's clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether the connection ends after this frame.</summary>
    public bool EndsConnection { get; private init; }

    public static OutgoingFrame Ping { get; } = new() { Write = static (_, target) => FrameWriter.Ping(target) };

    public static OutgoingFrame Text(byte[] json) => new() { Head = json };

    public static OutgoingFrame Pong(byte[] payload) => new() { Head = payload, Write = static (frame, target) => FrameWriter.Pong(target, frame.Head.Span) };

    public static OutgoingFrame Close(byte[] payload) =>
        new() { Head = payload, EndsConnection = true, Write = static (frame, target) => FrameWriter.Close(target, frame.Head.Span) };

    public static OutgoingFrame Event(Subscription subscription, Publication publication) =>
        new() { Head = subscription.Head, Publication = publication, Subscription = subscription };

    public static OutgoingFrame Canceled(Subscription subscription) => Text(RpcEnvelope.Error(
        subscription.Id,
        RpcError.Server("subscription was canceled (reason: internal subscription event buffer is out of capacity)")));

    /// <summary>The same frame with another text.</summary>
    public OutgoingFrame With(byte[] json) => this with { Head = json, Publication = null };

    /// <summary>The same frame, broken off in the middle.</summary>
    public OutgoingFrame Truncated() =>
        this with { EndsConnection = true, Write = static (frame, target) => FrameWriter.Truncated(target, frame.Head.Span, frame.Tail) };

    public void WriteTo(IBufferWriter<byte> target) => _write(this, target);

    private Writer Write
    {
        init => _write = value;
    }
}
