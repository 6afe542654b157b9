using Google.Protobuf;

namespace Allora.Sdk.Encodings.Transactions;

/// <summary>One message of a transaction: its type and its protobuf bytes.</summary>
public readonly record struct TransactionMessage
{
    /// <summary>The type with a slash in front, such as "/cosmos.bank.v1beta1.MsgSend".</summary>
    public required string TypeUrl { get; init; }

    /// <summary>The serialised message.</summary>
    public required ReadOnlyMemory<byte> Value { get; init; }

    /// <summary>Serialises a generated message.</summary>
    public static TransactionMessage From(IMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new TransactionMessage { TypeUrl = "/" + message.Descriptor.FullName, Value = message.ToByteArray() };
    }
}
