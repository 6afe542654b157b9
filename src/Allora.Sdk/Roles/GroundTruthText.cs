using System.Globalization;

namespace Allora.Sdk.Roles;

/// <summary>A truth as one line of text, for the journal: "0.0123", or a line such as "=0.6 up" for each label, since labels may hold anything else.</summary>
internal static class GroundTruthText
{
    private const char Mark = '=';

    public static string Write(GroundTruth truth) => truth.Scalar is { } value
        ? Number(value)
        : string.Join('\n', truth.LabelValues.Select(pair => $"{Mark}{Number(pair.Value)} {pair.Key}"));

    /// <summary>Returns the truth, or null if the text has another format.</summary>
    public static GroundTruth? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text[0] != Mark)
            return TryNumber(text, out var value) ? GroundTruth.Value(value) : null;
        var labels = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (line[..1] is not "=" || space < 0 || !TryNumber(line[1..space], out var value))
                return null;
            labels[line[(space + 1)..]] = value;
        }

        return GroundTruth.Labels(labels);
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
