using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Allora.Sdk.DevNet.Rpc.WebSockets;

/// <summary>What a client sent: one whole message, or a control frame.</summary>
internal readonly record struct ClientFrame(FrameKind Kind, byte[] Payload);

/// <summary>The frames that a server must tell apart.</summary>
internal enum FrameKind
{
    /// <summary>Text or binary: a node reads both as JSON.</summary>
    Message,
    Close,
    Ping,
    Pong,
}

/// <summary>Reads a client's frames (RFC 6455): unmasks, joins fragments, and gives null when the connection ended or broke the rules.</summary>
internal sealed class FrameReader(PipeReader input)
{
    // A node reads no request longer than this (max_body_bytes).
    private const int MaxMessage = 1_000_000;

    private readonly ArrayBufferWriter<byte> _fragments = new();

    public async ValueTask<ClientFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = read.Buffer;
            var outcome = TryTake(ref buffer, out var frame);
            input.AdvanceTo(buffer.Start, outcome == Outcome.Incomplete ? buffer.End : buffer.Start);
            if (outcome == Outcome.Frame)
                return frame;
            if (outcome == Outcome.Broken || (outcome == Outcome.Incomplete && read.IsCompleted))
                return null;
        }
    }

    private Outcome TryTake(ref ReadOnlySequence<byte> buffer, out ClientFrame frame)
    {
        frame = default;
        if (!FrameHeader.TryRead(buffer, out var header))
            return Outcome.Incomplete;
        if (!header.IsMasked || header.Length > MaxMessage || _fragments.WrittenCount + header.Length > MaxMessage)
            return Outcome.Broken;
        if (buffer.Length < header.Size + header.Length)
            return Outcome.Incomplete;
        var payload = buffer.Slice(header.Size, header.Length).ToArray();
        header.Unmask(payload);
        buffer = buffer.Slice(header.Size + header.Length);
        return Classify(header, payload, out frame);
    }

    private Outcome Classify(FrameHeader header, byte[] payload, out ClientFrame frame)
    {
        frame = default;
        switch (header.Opcode)
        {
            case 8:
                frame = new(FrameKind.Close, payload);
                return Outcome.Frame;
            case 9:
                frame = new(FrameKind.Ping, payload);
                return Outcome.Frame;
            case 10:
                frame = new(FrameKind.Pong, payload);
                return Outcome.Frame;
            case 0 or 1 or 2:
                _fragments.Write(payload);
                if (!header.IsFinal)
                    return Outcome.Fragment;
                frame = new(FrameKind.Message, _fragments.WrittenSpan.ToArray());
                _fragments.ResetWrittenCount();
                return Outcome.Frame;
            default:
                return Outcome.Broken;
        }
    }

    private enum Outcome
    {
        Incomplete,
        Fragment,
        Frame,
        Broken,
    }

    private readonly record struct FrameHeader(int Opcode, bool IsFinal, bool IsMasked, long Length, int Size, uint Mask)
    {
        public static bool TryRead(ReadOnlySequence<byte> buffer, out FrameHeader header)
        {
            header = default;
            Span<byte> head = stackalloc byte[14];
            var available = (int)Math.Min(buffer.Length, head.Length);
            buffer.Slice(0, available).CopyTo(head);
            if (available < 2)
                return false;
            var shortLength = head[1] & 0x7f;
            var lengthSize = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
            var isMasked = (head[1] & 0x80) != 0;
            var size = 2 + lengthSize + (isMasked ? 4 : 0);
            if (available < size)
                return false;
            var length = lengthSize switch
            {
                2 => BinaryPrimitives.ReadUInt16BigEndian(head[2..]),
                8 => BinaryPrimitives.ReadInt64BigEndian(head[2..]) & long.MaxValue,
                _ => shortLength,
            };
            var mask = isMasked ? BinaryPrimitives.ReadUInt32LittleEndian(head[(size - 4)..]) : 0;
            header = new(head[0] & 0x0f, (head[0] & 0x80) != 0, isMasked, length, size, mask);
            return true;
        }

        public void Unmask(Span<byte> payload)
        {
            for (var i = 0; i < payload.Length; i++)
                payload[i] ^= (byte)(Mask >> (8 * (i & 3)));
        }
    }
}
