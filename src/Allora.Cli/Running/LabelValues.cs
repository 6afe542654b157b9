using System.Text.Json.Nodes;

namespace Allora.Cli.Running;

/// <summary>Values by label.</summary>
internal static class LabelValues
{
    /// <summary>The label of a topic's only output.</summary>
    public const string Single = "y";

    /// <summary>Values with the labels' names; the only one of a topic without labels is called "y".</summary>
    public static IReadOnlyDictionary<string, string> Zip(IReadOnlyList<string> names, IReadOnlyList<string> values) =>
        names.Count == 0 && values.Count == 1 ? new Dictionary<string, string> { [Single] = values[0] }
        : names.Zip(values).GroupBy(static pair => pair.First).ToDictionary(static same => same.Key, static same => same.First().Second);

    /// <summary>The number, or label=number for each label.</summary>
    public static string Text(IReadOnlyDictionary<string, string> values) =>
        values.Count == 1 && values.TryGetValue(Single, out var only) ? only : string.Join(", ", values.Select(static pair => $"{pair.Key}={pair.Value}"));

    public static JsonObject Json(IReadOnlyDictionary<string, string> values) => new(values.Select(static pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));
}
