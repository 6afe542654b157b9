using System.Text.Json;
using System.Text.RegularExpressions;

namespace Allora.Sdk.DevNet.Tests.Rpc;

/// <summary>Compares the shape of two JSON texts: keys, nesting, kinds, and what texts look like; numbers, hashes and addresses may differ.</summary>
internal static partial class JsonShape
{
    /// <summary>Each place where the shapes differ, as "path: why".</summary>
    public static List<string> Differences(string expected, string actual, params string[] openMaps)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        List<string> differences = [];
        Compare(left.RootElement, right.RootElement, "$", differences, openMaps);
        return differences;
    }

    private static void Compare(JsonElement expected, JsonElement actual, string path, List<string> differences, string[] openMaps)
    {
        if (Kind(expected) != Kind(actual))
        {
            differences.Add($"{path}: expected {Kind(expected)}, got {Kind(actual)} {Short(actual)}");
            return;
        }

        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when openMaps.Contains(path):
                CompareMap(expected, actual, path, differences, openMaps);
                break;
            case JsonValueKind.Object:
                CompareObject(expected, actual, path, differences, openMaps);
                break;
            case JsonValueKind.Array:
                CompareArray(expected, actual, path, differences, openMaps);
                break;
            case JsonValueKind.String when Look(expected.GetString()!) is { } look && look != Look(actual.GetString()!):
                differences.Add($"{path}: expected {look} like {Short(expected)}, got {Short(actual)}");
                break;
        }
    }

    private static void CompareObject(JsonElement expected, JsonElement actual, string path, List<string> differences, string[] openMaps)
    {
        // An Any of another type has other fields, and says so.
        if (TypeOf(expected) is { } type && TypeOf(actual) is { } other && type != other)
            return;
        var wanted = expected.EnumerateObject().Select(p => p.Name).ToList();
        var given = actual.EnumerateObject().Select(p => p.Name).ToList();
        differences.AddRange(wanted.Except(given).Select(name => $"{path}.{name}: missing"));
        differences.AddRange(given.Except(wanted).Select(name => $"{path}.{name}: not expected"));
        foreach (var name in wanted.Intersect(given))
            Compare(expected.GetProperty(name), actual.GetProperty(name), $"{path}.{name}", differences, openMaps);
    }

    // Keys are data here: every value must look like the values captured.
    private static void CompareMap(JsonElement expected, JsonElement actual, string path, List<string> differences, string[] openMaps)
    {
        var sample = expected.EnumerateObject().First().Value;
        foreach (var property in actual.EnumerateObject())
            Compare(sample, property.Value, $"{path}.*", differences, openMaps);
    }

    private static void CompareArray(JsonElement expected, JsonElement actual, string path, List<string> differences, string[] openMaps)
    {
        var samples = expected.EnumerateArray().ToList();
        if (samples.Count == 0)
            return;
        foreach (var element in actual.EnumerateArray())
        {
            List<string>? best = null;
            foreach (var sample in samples)
            {
                List<string> found = [];
                Compare(sample, element, $"{path}[]", found, openMaps);
                if (best is null || found.Count < best.Count)
                    best = found;
                if (best.Count == 0)
                    break;
            }

            differences.AddRange(best!);
        }
    }

    private static string? TypeOf(JsonElement value) =>
        value.TryGetProperty("@type", out var type) ? type.GetString() : null;

    private static string Kind(JsonElement element) =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Bool" : element.ValueKind.ToString();

    private static string? Look(string text) =>
        Time().IsMatch(text) ? "a time"
        : Scaled().IsMatch(text) ? "18 places"
        : Hash().IsMatch(text) ? "a hash"
        : Whole().IsMatch(text) ? "a whole number"
        : TypeUrl().IsMatch(text) ? "a type"
        : null;

    private static string Short(JsonElement element) =>
        element.GetRawText() is { Length: > 80 } text ? text[..80] + "..." : element.GetRawText();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^-?\d+\.\d{18}$")]
    private static partial Regex Scaled();

    [GeneratedRegex(@"^/[a-z0-9]+(\.[A-Za-z0-9]+)+$")]
    private static partial Regex TypeUrl();

    [GeneratedRegex("^[0-9A-F]{64}$")]
    private static partial Regex Hash();

    [GeneratedRegex(@"^-?\d+$")]
    private static partial Regex Whole();
}
