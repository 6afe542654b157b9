using System.Buffers.Binary;
using System.Globalization;
using Allora.Sdk.DevNet.Errors;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Grpc;

/// <summary>One message on a gRPC stream: a flag, a length, the bytes. Refusal says why a node would not read it.</summary>
internal readonly record struct GrpcFrame(byte[] Message, QueryException? Refusal)
{
    private const int HeaderSize = 5;
    private const uint MaxMessage = 10 * 1024 * 1024;

    /// <summary>The next message; null at the end of the stream, also where it ends in the middle of one.</summary>
    public static async ValueTask<GrpcFrame?> ReadAsync(Stream body, string encoding, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderSize];
        try
        {
            await body.ReadExactlyAsync(header, cancellationToken).ConfigureAwait(false);
            var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
            if (length > MaxMessage)
            {
                return Refused(StatusCode.ResourceExhausted, string.Create(
                    CultureInfo.InvariantCulture, $"grpc: received message larger than max ({length} vs. {MaxMessage})"));
            }

            var message = new byte[length];
            await body.ReadExactlyAsync(message, cancellationToken).ConfigureAwait(false);
            return header[0] switch
            {
                0 => new GrpcFrame(message, null),
                1 when encoding is "" or "identity" => Refused(StatusCode.Internal, "grpc: compressed flag set with identity or empty encoding"),
                1 => Refused(StatusCode.Unimplemented, $"grpc: Decompressor is not installed for grpc-encoding \"{encoding}\""),
                var flag => Refused(StatusCode.Internal, string.Create(CultureInfo.InvariantCulture, $"grpc: received unexpected payload format {flag}")),
            };
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    public static byte[] Write(byte[] message, bool isCompressed = false)
    {
        var frame = new byte[HeaderSize + message.Length];
        frame[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, HeaderSize);
        return frame;
    }

    private static GrpcFrame Refused(StatusCode status, string message) => new([], new QueryException(status, message));
}
