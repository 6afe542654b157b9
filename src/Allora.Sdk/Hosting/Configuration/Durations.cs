using System.Globalization;

namespace Allora.Sdk.Hosting.Configuration;

/// <summary>Durations in configuration: "00:01:30", or a number with its unit. A bare number is refused: .NET would read it as days.</summary>
internal static class Durations
{
    public static TimeSpan Parse(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.Parse(text, CultureInfo.InvariantCulture);
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0)
            throw new FormatException();
        var number = int.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        return text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => throw new FormatException(),
        };
    }
}
