using Allora.Sdk.DevNet.Faults.Lies;
using Google.Protobuf.Reflection;

namespace Allora.Chaos.Lies;

/// <summary>The lies about one field: the extremes of its type, absent, garbage, stale.</summary>
internal static class LieValues
{
    private static readonly string Long = new('9', 100_000);

    public static IEnumerable<LieTold> Of(LieField field)
    {
        foreach (var extreme in Extremes(field.Type))
            yield return new LieTold(field, LieChange.Set, extreme);
        yield return new LieTold(field, LieChange.Absent, "");
        yield return new LieTold(field, LieChange.Garbage, "");
        yield return new LieTold(field, LieChange.Stale, "");
    }

    private static string[] Extremes(FieldType type) => type switch
    {
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => ["0", "-1", "2147483647", "-2147483648"],
        FieldType.UInt32 or FieldType.Fixed32 => ["0", "1", "4294967295"],
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => ["0", "-1", "1000000", "9223372036854775807", "-9223372036854775808"],
        FieldType.UInt64 or FieldType.Fixed64 => ["0", "1", "1000000", "9223372036854775808", "18446744073709551615"],
        FieldType.Bool => ["true", "false"],
        FieldType.Enum => ["0", "99"],
        FieldType.String => ["", "0", "-1", "NaN", "1e400", "4000000000000000000", Long],
        FieldType.Bytes => ["", "AAECAwQFBgcICQ=="],
        FieldType.Message => [""],
        _ => ["0", "-1", "1e300"],
    };
}
