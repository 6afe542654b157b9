using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Wallets;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>The addresses in a message: whether they are of the sender's chain, and of the kind that is needed.</summary>
internal static class MessageAddresses
{
    private const string Operator = "valoper";
    private const string Consensus = "valcons";

    // Text of people, which may be anything.
    private static readonly HashSet<string> FreeText = new(StringComparer.Ordinal) { "metadata", "loss_method", "label_whitelist" };

    public static bool IsOfAccount(string prefix) => !IsOfValidator(prefix) && !prefix.EndsWith(Consensus, StringComparison.Ordinal);

    public static bool IsOfValidator(string prefix) => prefix.EndsWith(Operator, StringComparison.Ordinal);

    /// <summary>Throws if an address in the message belongs to another chain than the sender's: its checksum is right, so the mistake is easily made.</summary>
    public static void RequireOwn(MessageDescriptor type, ReadOnlySpan<byte> message, string sender)
    {
        if (!Bech32.TryDecode(sender, out var own, out _))
            return;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            var field = type.FindFieldByNumber(reader.Field);
            if (field is not { FieldType: FieldType.String } || FreeText.Contains(field.Name))
                reader.Skip();
            else if (reader.Text() is var text && Bech32.TryDecode(text, out var prefix, out _) && prefix != own && prefix != own + Operator)
                throw new AlloraException(AlloraErrorReason.InvalidRequest, isTransient: false, $"The address {text} is of another chain: addresses of this one begin with {own}1. Nothing was sent.");
        }
    }
}
