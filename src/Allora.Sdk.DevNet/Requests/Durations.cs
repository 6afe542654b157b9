using System.Globalization;

namespace Allora.Sdk.DevNet.Requests;

/// <summary>Time spans as people write them.</summary>
internal static class Durations
{
    private static readonly (string Suffix, double Milliseconds)[] Units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)];

    /// <summary>Reads "500ms", "5s", "2m" or "1h". Throws <see cref="FormatException"/> for anything else.</summary>
    public static TimeSpan Parse(string text)
    {
        foreach (var (suffix, milliseconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(..^suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                && count > 0)
                return TimeSpan.FromMilliseconds(count * milliseconds);
        }

        throw new FormatException($"\"{text}\" is not a time span: write 500ms, 5s, 2m or 1h");
    }
}
