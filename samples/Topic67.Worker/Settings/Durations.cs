using System.Globalization;
using Allora.Sdk;

namespace Topic67.Worker.Settings;

/// <summary>Reads durations such as 200ms, 5s, 30m, 24h and 2d.</summary>
internal static class Durations
{
    public static TimeSpan Parse(string option, string text)
    {
        var unitAt = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var unit = unitAt > 0 ? text[unitAt..] : "";
        if (unitAt > 0 && long.TryParse(text.AsSpan(0, unitAt), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 1_000_000)
        {
            switch (unit)
            {
                case "ms":
                    return TimeSpan.FromMilliseconds(count);
                case "s":
                    return TimeSpan.FromSeconds(count);
                case "m":
                    return TimeSpan.FromMinutes(count);
                case "h":
                    return TimeSpan.FromHours(count);
                case "d":
                    return TimeSpan.FromDays(count);
            }
        }

        throw new ConfigurationException($"{option} is '{SafeText.Value(text)}': write a whole number and a unit, such as 200ms, 5s, 30m, 24h or 2d.");
    }
}
