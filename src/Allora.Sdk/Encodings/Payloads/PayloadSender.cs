using Allora.Sdk.Encodings.Transactions;
using Google.Protobuf;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>
/// The sender of a payload message: the first field of every version's messages, and no part of what the worker signed. So the same signed bundle can be
/// sent by another account.
/// </summary>
internal static class PayloadSender
{
    // Field 1, length-delimited.
    private const uint SenderTag = (1 << 3) | 2;

    /// <summary>The message with another sender; everything behind it is kept to the byte.</summary>
    /// <exception cref="ArgumentException">The message does not begin with its sender.</exception>
    public static TransactionMessage Replace(TransactionMessage message, string sender)
    {
        var data = Signed(message);
        var writer = new ProtoWriter(data.Length + sender.Length + 8);
        writer.Text(1, sender);
        return message with { Value = (byte[])[.. writer.Finish(), .. data.Span] };
    }

    /// <summary>The message without its sender: the bundle with its signature, the same whoever sends it.</summary>
    /// <exception cref="ArgumentException">The message does not begin with its sender.</exception>
    public static ReadOnlyMemory<byte> Signed(TransactionMessage message)
    {
        using var input = new CodedInputStream(message.Value.ToArray());
        if (input.ReadTag() != SenderTag)
            throw new ArgumentException($"A message of type {message.TypeUrl} does not begin with its sender.", nameof(message));
        input.ReadBytes();
        return message.Value[(int)input.Position..];
    }
}
