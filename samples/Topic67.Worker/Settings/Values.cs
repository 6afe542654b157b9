using System.Globalization;
using Topic67.Forecasting;
using Topic67.Forecasting.Model;

namespace Topic67.Worker.Settings;

/// <summary>Reads single settings; an error contains the name and an example.</summary>
internal static class Values
{
    public static Uri Address(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new ConfigurationException($"{option} is '{text}': write http://host:port or https://host:port.");

    public static int? Windows(int? windows) =>
        windows is < 1 ? throw new ConfigurationException($"--windows is {windows}: at least 1.") : windows;

    public static ulong Topic(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : throw new ConfigurationException($"The topic is '{text}': write a positive whole number, such as 67.");

    public static DateTimeOffset Time(string name, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new ConfigurationException($"{name} is '{text}': write a UTC time such as 2025-02-01T01:00Z.");

    public static ForecasterOptions Forecaster(EnvFile env)
    {
        var bars = env["HISTORY_MIN_BARS"] is { } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= Horizon.MinimumBarsForModel
                ? count
                : throw new ConfigurationException($"HISTORY_MIN_BARS is '{text}': at least {Horizon.MinimumBarsForModel} (44 days and an hour); with fewer the drift is used.")
            : Horizon.MinimumBarsForModel;
        return new ForecasterOptions
        {
            Gate = Name("GATE", env["GATE"], GateMode.Report, "off, report or apply"),
            Fallback = Name("FALLBACK", env["FALLBACK"], Fallback.Zero, "zero, skip or last"),
            MinimumBars = bars,
        };
    }

    public static TimeSpan Reuse(string? text)
    {
        if (text is null or "off" or "0")
            return TimeSpan.Zero;
        var reuse = Durations.Parse("REUSE", text);
        return reuse <= TimeSpan.FromHours(1)
            ? reuse
            : throw new ConfigurationException($"REUSE is '{text}': a forecast may be used again for an hour at most; write off, or up to 1h.");
    }

    public static ActivePeriod Period(string? from, string? until)
    {
        var period = new ActivePeriod(from is null ? null : Time("ACTIVE_FROM", from), until is null ? null : Time("ACTIVE_UNTIL", until));
        return period.From >= period.Until
            ? throw new ConfigurationException("ACTIVE_UNTIL must be after ACTIVE_FROM.")
            : period.IsSet ? period : ActivePeriod.Always;
    }

    public static long LogSize(string? text) =>
        text is null ? 10_000_000
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 1000 ? size
            : throw new ConfigurationException($"LOG_MAX_BYTES is '{text}': write a number of bytes, at least 1000.");

    private static T Name<T>(string name, string? text, T otherwise, string known)
        where T : struct, Enum =>
        text is null ? otherwise
            : Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsAsciiDigit(text[0]) ? value
            : throw new ConfigurationException($"{name} is '{text}': write {known}.");
}
