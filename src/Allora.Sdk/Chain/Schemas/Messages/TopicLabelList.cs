namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>A topic's list of accepted labels in the form in which the chain stores it.</summary>
internal static class TopicLabelList
{
    /// <summary>Each label trimmed, in Unicode's form NFC, and in lower case unless case matters.</summary>
    public static IReadOnlyList<string> Canonical(IEnumerable<string> labels, bool caseSensitive) =>
        [.. labels.Select(label => PredictionLabel.Canonical(label)).Select(label => caseSensitive ? label : label.ToLowerInvariant())];

    /// <summary>The rule that the list breaks; null if the chain accepts it.</summary>
    public static string? Fault(IReadOnlyList<string> labels, bool caseSensitive)
    {
        foreach (var label in labels)
        {
            if (label is null)
                return "a label is null";
            if (PredictionLabel.Violation(label) is { } wrong)
                return $"a label {wrong}";
        }

        var twice = Canonical(labels, caseSensitive).GroupBy(static label => label, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1);
        return twice is null ? null : $"the label '{twice.Key}' is listed twice{(caseSensitive ? "" : ", since case does not matter in this topic")}";
    }
}
