using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Journal;

/// <summary>One JSON object a line: enums as names, amounts and decimals as text, bytes as base64, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(AmountText), typeof(PriceText), typeof(DecimalText)])]
[JsonSerializable(typeof(JournalRecord))]
[JsonSerializable(typeof(JournalMark))]
internal sealed partial class JournalJson : JsonSerializerContext;

/// <summary>The first line of each session in a journal file, beside the records.</summary>
/// <param name="Journal">The version of the file's format.</param>
/// <param name="Fence">The session's number.</param>
/// <param name="Time">The time of opening (UTC).</param>
internal sealed record JournalMark(int Journal, long Fence, DateTimeOffset Time);

internal abstract class JournalText<T>(Func<string, T> parse, Func<T, string> format) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return parse(reader.GetString()!);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidOperationException or ArgumentException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));
}

internal sealed class AmountText() : JournalText<UAllo>(UAllo.Parse, static amount => amount.Value.ToString(CultureInfo.InvariantCulture));

internal sealed class PriceText() : JournalText<GasPrice>(GasPrice.Parse, static price => price.ToString());

internal sealed class DecimalText() : JournalText<ChainDecimal>(ChainDecimal.ParseUnbounded, static value => value.ToString());
