using Allora.Sdk.DevNet.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>
/// Refuses fields that the message does not have: the chain re-encodes what is signed, so what it would lose it must not accept.
/// </summary>
internal static class UnknownFields
{
    // protobuf's own limit; without one a few bytes a level would exhaust the stack.
    private const int MaxDepth = 100;
    private const int NonCriticalBit = 1 << 10;

    public static void Reject(ReadOnlySpan<byte> bytes, MessageDescriptor descriptor, bool allowNonCritical = false, int depth = 0)
    {
        if (depth > MaxDepth)
            throw ChainErrors.TxParse("recursion limit exceeded");
        var input = new CodedInputStream(bytes.ToArray());
        while (input.ReadTag() is var tag && tag != 0)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            var field = descriptor.FindFieldByNumber(number);
            if (field is null)
            {
                if (!allowNonCritical || (number & NonCriticalBit) == 0)
                {
                    throw ChainErrors.TxParse(
                        $"errUnknownField \"/{descriptor.FullName}\": {{TagNum: {number}, WireType:\"{Name(tag)}\"}}",
                        "cosmos/cosmos-sdk@v0.50.14/x/auth/tx/decoder.go:28");
                }

                input.SkipLastField();
            }
            else if (field.FieldType == FieldType.Message && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                var inner = input.ReadBytes();
                // What an Any holds is checked where its type is known.
                if (field.MessageType.File.Package != "google.protobuf")
                    Reject(inner.Span, field.MessageType, allowNonCritical, depth + 1);
            }
            else
            {
                input.SkipLastField();
            }
        }
    }

    private static string Name(uint tag) => WireFormat.GetTagWireType(tag) switch
    {
        WireFormat.WireType.Varint => "varint",
        WireFormat.WireType.Fixed64 => "fixed64",
        WireFormat.WireType.Fixed32 => "fixed32",
        WireFormat.WireType.LengthDelimited => "bytes",
        WireFormat.WireType.StartGroup => "start_group",
        _ => "end_group",
    };
}
