using System.Globalization;
using System.Text.Json;
using Allora.Sdk.DevNet.Values;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Rpc.Types;

/// <summary>CometBFT's spelling of values: 64-bit numbers as texts, hashes as upper-case hex, bytes as base64 or null.</summary>
internal static class CometJson
{
    public static void Int64(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteString(name, digits[..length]);
    }

    public static void Hex(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Span<byte> digits = stackalloc byte[2 * Math.Min(value.Length, 64)];
        if (Convert.TryToHexString(value, digits, out var length))
            writer.WriteString(name, digits[..length]);
        else
            writer.WriteString(name, Convert.ToHexString(value));
    }

    public static void Hex(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ByteString value) => writer.Hex(name, value.Span);

    /// <summary>Bytes as base64; none at all are null, as a nil slice is in Go.</summary>
    public static void Base64(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            writer.WriteNull(name);
        else
            writer.WriteBase64String(name, value);
    }

    public static void Time(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, Timestamp? value) =>
        writer.WriteString(name, value is null ? "0001-01-01T00:00:00Z" : GoTimestamp.Format(value));
}
