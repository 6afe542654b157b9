using Allora.Sdk.DevNet.Transactions;
using Google.Protobuf.Reflection;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>
/// v9's messages. Each has v10's wire with fewer fields, so it is read as v10's once its own fields were checked; the inner signature
/// covers the same bytes in both.
/// </summary>
internal static class OlderMessages
{
    private const string V10Package = "/emissions.v10.";
    private const string V9Package = "/emissions.v9.";

    /// <summary>Takes the handlers of v10 and offers them under v9's names.</summary>
    public static void Adapt(MessageRouter from, MessageRouter to)
    {
        foreach (var handler in from.Handlers.Where(static handler => handler.TypeUrl.StartsWith(V10Package, StringComparison.Ordinal)))
        {
            var name = handler.TypeUrl[V10Package.Length..];
            if (V9.TxReflection.Descriptor.FindTypeByName<MessageDescriptor>(name) is not { } older)
                continue;
            to.Add(handler with
            {
                TypeUrl = V9Package + name,
                ResponseUrl = handler.ResponseUrl.Replace(V10Package, V9Package, StringComparison.Ordinal),
                Module = "v9",
                Parse = bytes =>
                {
                    UnknownFields.Reject(bytes.Span, older);
                    return handler.Parse(bytes);
                },
            });
        }
    }

    /// <summary>A v10 chain knows v9's types by name and handles none.</summary>
    public static void AddUnhandled(MessageRouter router)
    {
        foreach (var type in V9.TxReflection.Descriptor.MessageTypes.Where(static type => type.Name.EndsWith("Request", StringComparison.Ordinal)))
            router.AddUnhandled("/" + type.FullName, type.Parser);
    }
}
