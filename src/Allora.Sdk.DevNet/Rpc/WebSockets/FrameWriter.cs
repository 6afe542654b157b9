using System.Buffers;
using System.Buffers.Binary;

namespace Allora.Sdk.DevNet.Rpc.WebSockets;

/// <summary>Writes a server's frames (RFC 6455). Only one caller at a time may write.</summary>
internal static class FrameWriter
{
    private const byte Final = 0x80;

    /// <summary>Puts a text frame whose payload is head and tail together into the buffer.</summary>
    public static void Text(IBufferWriter<byte> output, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail) => Frame(output, 1, head, tail);

    public static void Ping(IBufferWriter<byte> output) => Frame(output, 9, [], []);

    public static void Pong(IBufferWriter<byte> output, ReadOnlySpan<byte> payload) => Frame(output, 10, payload, []);

    public static void Close(IBufferWriter<byte> output, ReadOnlySpan<byte> payload) => Frame(output, 8, payload, []);

    /// <summary>The first half of a text frame, for a connection that is to break in mid-frame.</summary>
    public static void Truncated(IBufferWriter<byte> output, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        WriteHeader(output, 1, head.Length + tail.Length);
        var half = (head.Length + tail.Length) / 2;
        output.Write(head[..Math.Min(half, head.Length)]);
        output.Write(tail[..Math.Max(0, half - head.Length)]);
    }

    private static void Frame(IBufferWriter<byte> output, byte opcode, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        WriteHeader(output, opcode, head.Length + tail.Length);
        output.Write(head);
        output.Write(tail);
    }

    private static void WriteHeader(IBufferWriter<byte> output, byte opcode, int length)
    {
        var header = output.GetSpan(10);
        header[0] = (byte)(Final | opcode);
        if (length < 126)
        {
            header[1] = (byte)length;
            output.Advance(2);
        }
        else if (length <= ushort.MaxValue)
        {
            header[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
            output.Advance(4);
        }
        else
        {
            header[1] = 127;
            BinaryPrimitives.WriteInt64BigEndian(header[2..], length);
            output.Advance(10);
        }
    }
}
