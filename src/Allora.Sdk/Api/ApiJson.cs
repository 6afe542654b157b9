using System.Text.Json;
using System.Text.Json.Serialization;

namespace Allora.Sdk.Api;

// Setters, not initializers: for a missing field, the generated reader sets null instead of an initializer's default.

/// <summary>The envelope of every answer.</summary>
internal sealed record ApiReply<T>
{
    public string? RequestId { get; set; }

    public bool? Status { get; set; }

    [JsonPropertyName("apiResponseMessage")]
    public string? Message { get; set; }

    public T? Data { get; set; }
}

internal sealed record ApiTopicPage
{
    public IReadOnlyList<ApiTopic> Topics { get; set; } = [];

    public string? ContinuationToken { get; set; }
}

/// <summary>A page of bars, which are in a field "data" within that of the envelope.</summary>
internal sealed record ApiBarPage
{
    public IReadOnlyList<ApiBar>? Data { get; set; }

    public string? ContinuationToken { get; set; }
}

internal sealed record ApiBarMonthPage
{
    public IReadOnlyList<ApiBarMonth>? Data { get; set; }

    public string? ContinuationToken { get; set; }
}

/// <summary>How answers are read: snake_case, numbers also as text, unknown fields ignored. Generated, so that no reflection is needed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseTextConverter), typeof(LooseBoolConverter)],
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(ApiReply<ApiTopicPage>))]
[JsonSerializable(typeof(ApiReply<ApiTopic>))]
[JsonSerializable(typeof(ApiReply<ApiInference>))]
[JsonSerializable(typeof(ApiReply<ApiBarPage>))]
[JsonSerializable(typeof(ApiReply<ApiBarMonthPage>))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>Text that a service may also write as a number or a boolean; its digits are kept unchanged.</summary>
internal sealed class LooseTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new JsonException($"Expected a text, but found a {reader.TokenType}."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>A boolean that a service may also write as a number or as text.</summary>
internal sealed class LooseBoolConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => reader.GetDouble() != 0,
        JsonTokenType.String => reader.GetString() is "true" or "1" or "success" or "ok",
        _ => throw new JsonException($"Expected a boolean, but found a {reader.TokenType}."),
    };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
