using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Encodings.Transactions;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>The context for encoding a message: its sender, and the version of the emissions module.</summary>
internal sealed record MessageContext(string Schema, string Sender, string Denom)
{
    /// <summary>Whether this version's message has a field.</summary>
    public bool Has(string message, string field) => TypeOf(message).FindFieldByName(field) is not null;

    /// <summary>
    /// The message in this version's name. The versions' messages are the same, field by field, but for fields that an older one lacks: a
    /// message that uses one of those is rejected, since the older chain would ignore the field.
    /// </summary>
    public TransactionMessage Emissions(IMessage message)
    {
        var type = TypeOf(message.Descriptor.Name);
        var bytes = message.ToByteArray();
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (type.FindFieldByNumber(reader.Field) is null)
                throw Lacks($"{type.Name} has no field {message.Descriptor.FindFieldByNumber(reader.Field)!.Name}");
            reader.Skip();
        }

        MessageAddresses.RequireOwn(type, bytes, Sender);
        return new TransactionMessage { TypeUrl = "/" + type.FullName, Value = bytes };
    }

    /// <summary>A message of another module, which is the same in every version.</summary>
    public TransactionMessage Cosmos(IMessage message)
    {
        var written = TransactionMessage.From(message);
        MessageAddresses.RequireOwn(message.Descriptor, written.Value.Span, Sender);
        return written;
    }

    private MessageDescriptor TypeOf(string message) =>
        ChainTypes.Messages.Find($"emissions.{Schema}.{message}") ?? throw Lacks($"there is no {message}");

    private AlloraException Lacks(string what) =>
        new(AlloraErrorReason.InvalidRequest, isTransient: false, $"The chain uses emissions {Schema}, in which {what}: nothing was sent.");
}
