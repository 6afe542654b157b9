using Google.Protobuf;

namespace Allora.Sdk.Encodings.Transactions;

/// <summary>One message of a transaction: its type and its protobuf bytes.</summary>
/// <param name="TypeUrl">The type with a slash in front, such as "/cosmos.bank.v1beta1.MsgSend".</param>
/// <param name="Value">The serialised message.</param>
public readonly record struct TransactionMessage(string TypeUrl, ReadOnlyMemory<byte> Value)
{
    /// <summary>Serialises a generated message.</summary>
    public static TransactionMessage From(IMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new TransactionMessage("/" + message.Descriptor.FullName, message.ToByteArray());
    }
}
