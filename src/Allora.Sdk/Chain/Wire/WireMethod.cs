using System.Buffers;
using Google.Protobuf;
using Grpc.Core;

namespace Allora.Sdk.Chain.Wire;

/// <summary>Reads a reply from its bytes.</summary>
internal delegate T ReplyReader<out T>(ReadOnlySpan<byte> reply);

/// <summary>Builds gRPC methods, for replies that are read by hand and for replies of generated types.</summary>
internal static class WireMethod
{
    public static Method<TRequest, TReply> Create<TRequest, TReply>(string service, string name, MessageParser<TReply> parser)
        where TRequest : class, IMessage
        where TReply : class, IMessage<TReply> =>
        Create(service, name, Marshallers.Create<TRequest>(Write, static _ => throw new NotSupportedException()), parser.ParseFrom);

    /// <summary>
    /// A method whose reply becomes a value as it arrives. A value that cannot be read (a balance of "abc") is then a fault of the endpoint
    /// that sent it: the call fails with <see cref="AlloraErrorReason.Transport"/>, and another endpoint is tried.
    /// </summary>
    public static Method<TRequest, Answer<TValue>> Create<TRequest, TReply, TValue>(
        string service, string name, MessageParser<TReply> parser, Func<TReply, TValue> read)
        where TRequest : class, IMessage
        where TReply : class, IMessage<TReply> =>
        Create<TRequest, Answer<TValue>>(service, name, (ReplyReader<Answer<TValue>>)(reply => new Answer<TValue>(read(parser.ParseFrom(reply)))));

    public static Method<TRequest, TReply> Create<TRequest, TReply>(string service, string name, ReplyReader<TReply> read)
        where TRequest : class, IMessage
        where TReply : class =>
        Create(service, name, Marshallers.Create<TRequest>(Write, static _ => throw new NotSupportedException()), read);

    public static Method<TRequest, TReply> Create<TRequest, TReply>(
        string service, string name, Marshaller<TRequest> request, ReplyReader<TReply> read)
        where TRequest : class
        where TReply : class =>
        new(MethodType.Unary, service, name, request, Marshallers.Create<TReply>(
            static (_, _) => throw new NotSupportedException(), context => Read(context, read)));

    private static void Write<T>(T message, SerializationContext context)
        where T : class, IMessage
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    private static T Read<T>(DeserializationContext context, ReplyReader<T> read)
    {
        var payload = context.PayloadAsReadOnlySequence();
        return payload.IsSingleSegment ? read(payload.FirstSpan) : read(payload.ToArray());
    }
}
