using System.Globalization;
using System.Text.Json;
using Allora.Sdk.Chain.Events;

namespace Allora.Cli.Running;

/// <summary>Fields of chain events, which are JSON texts and have the same names in every version of the module.</summary>
internal static class EventFields
{
    public static string? Text(this TypedEvent happened, string key) =>
        happened.Raw.Attributes.FirstOrDefault(attribute => attribute.Key == key).Value?.Trim('"');

    public static long? Number(this TypedEvent happened, string key) =>
        long.TryParse(happened.Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A list of texts or numbers; empty if there is none.</summary>
    public static IReadOnlyList<string> List(this TypedEvent happened, string key) =>
        ListOf(happened.Raw.Attributes.FirstOrDefault(attribute => attribute.Key == key).Value);

    public static IReadOnlyList<string> ListOf(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(static item => item.ToString())] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
