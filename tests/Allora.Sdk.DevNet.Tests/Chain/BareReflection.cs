using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>
/// A generic gRPC client: it knows the wire of the reflection service and protobuf's own descriptors, and nothing of this chain.
/// </summary>
internal sealed class BareReflection(CallInvoker invoker)
{
    private const int FileByFilename = 3;
    private const int FileContainingSymbol = 4;
    private const int ListServices = 7;

    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(static bytes => bytes, static bytes => bytes);

    public async Task<IReadOnlyList<string>> ServicesAsync()
    {
        var listed = Fields(Single(await AskAsync(ListServices, ""), 6)).Where(static field => field.Number == 1);
        return [.. listed.Select(static service => Single(service.Bytes, 1).ToStringUtf8())];
    }

    /// <summary>The service's descriptor, built from its file and everything that this needs.</summary>
    public async Task<ServiceDescriptor> ServiceAsync(string name)
    {
        var files = new Dictionary<string, ByteString>(StringComparer.Ordinal);
        List<ByteString> ordered = [];
        var first = Single(Single(await AskAsync(FileContainingSymbol, name), 4), 1);
        await CollectAsync(first, files, ordered);
        return FileDescriptor.BuildFromByteStrings(ordered).SelectMany(static file => file.Services).Single(service => service.FullName == name);
    }

    /// <summary>Calls a unary method with one field set, and gives the reply's bytes.</summary>
    public async Task<byte[]> CallAsync(MethodDescriptor method, string field, ulong value)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(method.InputType.FindFieldByName(field).FieldNumber, WireFormat.WireType.Varint);
            output.WriteUInt64(value);
        }

        var bare = new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, Raw, Raw);
        return await invoker.AsyncUnaryCall(bare, null, default, stream.ToArray());
    }

    /// <summary>What stands at a dotted path of a message, by the names in its descriptor.</summary>
    public static ulong Number(MessageDescriptor type, byte[] message, string path)
    {
        var names = path.Split('.');
        var bytes = ByteString.CopyFrom(message);
        foreach (var name in names[..^1])
        {
            var field = type.FindFieldByName(name);
            (type, bytes) = (field.MessageType, Single(bytes, field.FieldNumber));
        }

        return Fields(bytes).Single(field => field.Number == type.FindFieldByName(names[^1]).FieldNumber).Varint;
    }

    private async Task CollectAsync(ByteString file, Dictionary<string, ByteString> seen, List<ByteString> ordered)
    {
        var proto = FileDescriptorProto.Parser.ParseFrom(file);
        if (!seen.TryAdd(proto.Name, file))
            return;
        foreach (var needed in proto.Dependency)
            await CollectAsync(Single(Single(await AskAsync(FileByFilename, needed), 4), 1), seen, ordered);
        ordered.Add(file);
    }

    private async Task<ByteString> AskAsync(int question, string text)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(question, WireFormat.WireType.LengthDelimited);
            output.WriteString(text);
        }

        var method = new Method<byte[], byte[]>(MethodType.DuplexStreaming, "grpc.reflection.v1.ServerReflection", "ServerReflectionInfo", Raw, Raw);
        using var call = invoker.AsyncDuplexStreamingCall(method, null, default);
        await call.RequestStream.WriteAsync(stream.ToArray());
        await call.RequestStream.CompleteAsync();
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return ByteString.CopyFrom(call.ResponseStream.Current);
    }

    private static ByteString Single(ByteString message, int number) => Fields(message).Single(field => field.Number == number).Bytes;

    private static List<(int Number, ByteString Bytes, ulong Varint)> Fields(ByteString message)
    {
        List<(int, ByteString, ulong)> fields = [];
        var input = message.CreateCodedInput();
        while (input.ReadTag() is not 0 and var tag)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                fields.Add((number, input.ReadBytes(), 0));
            else if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.Varint)
                fields.Add((number, ByteString.Empty, input.ReadUInt64()));
            else
                input.SkipLastField();
        }

        return fields;
    }
}
