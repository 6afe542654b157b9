using System.Buffers;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>An answer: its protobuf bytes, as a marshaller reads them, and the node's metadata.</summary>
internal sealed class WireReply(byte[] body, Metadata headers) : DeserializationContext
{
    public Metadata Headers { get; } = headers;

    public override int PayloadLength => body.Length;

    public override byte[] PayloadAsNewBuffer() => [.. body];

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(body);
}
