using System.Buffers;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>A call to send: its method, its request's protobuf bytes, and its metadata.</summary>
internal readonly record struct WireRequest(string Service, string Method, ReadOnlyMemory<byte> Body, Metadata Headers)
{
    public static ReadOnlyMemory<byte> Serialize<T>(Marshaller<T> marshaller, T request)
    {
        var sink = new Sink();
        marshaller.ContextualSerializer(request, sink);
        return sink.Written;
    }

    private sealed class Sink : SerializationContext
    {
        private readonly ArrayBufferWriter<byte> _buffer = new();
        private byte[]? _whole;

        public ReadOnlyMemory<byte> Written => _whole ?? _buffer.WrittenMemory;

        public override void SetPayloadLength(int payloadLength)
        {
            // The length is not needed.
        }

        public override IBufferWriter<byte> GetBufferWriter() => _buffer;

        public override void Complete()
        {
            // The buffer holds everything already.
        }

        public override void Complete(byte[] payload) => _whole = payload;
    }
}
