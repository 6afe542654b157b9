using System.Globalization;
using System.Text.Json;

namespace Allora.Cli.Worker;

/// <summary>Reads values whose kind differs from one version of the offchain node's file to the next.</summary>
internal static class OffchainJson
{
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)
            : [];

    /// <summary>A whole number, or one in quotes.</summary>
    public static ulong? Number(this JsonElement element, string name) => !element.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetUInt64(out var number) => number,
        JsonValueKind.String when ulong.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>An object of texts, numbers and flags, each as text.</summary>
    public static Dictionary<string, string> Parameters(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.Object
            ? given.EnumerateObject()
                .Where(static parameter => parameter.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                .ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value.ValueKind == JsonValueKind.String ? parameter.Value.GetString()! : parameter.Value.GetRawText())
            : [];
}
