using Google.Protobuf;

namespace Allora.Sdk.Transactions;

/// <summary>One message of a transaction: its type and its bytes.</summary>
/// <param name="TypeUrl">For example "/cosmos.bank.v1beta1.MsgSend".</param>
/// <param name="Value">The message's protobuf bytes.</param>
public readonly record struct TransactionMessage(string TypeUrl, ReadOnlyMemory<byte> Value)
{
    /// <summary>Wraps a generated message.</summary>
    /// <param name="message">Any message that the chain has a handler for.</param>
    public static TransactionMessage From(IMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new TransactionMessage("/" + message.Descriptor.FullName, message.ToByteArray());
    }
}
