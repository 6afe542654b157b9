using System.Globalization;
using Allora.Sdk;
using Topic67.Forecasting;
using Topic67.Forecasting.Model;

namespace Topic67.Worker.Settings;

/// <summary>Reads single settings; an error contains the name and an example.</summary>
internal static class Values
{
    public static Uri Address(string option, string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0
            ? uri
            : throw new ConfigurationException($"{option} is '{SafeText.Value(text)}': write http://host:port or https://host:port.");

    public static int? Windows(int? windows) =>
        windows is < 1 ? throw new ConfigurationException($"--windows is {windows}: at least 1.") : windows;

    public static ulong Topic(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : throw new ConfigurationException($"The topic is '{SafeText.Value(text)}': write a positive whole number, such as 67.");

    public static ForecasterOptions Forecaster(EnvFile env)
    {
        var bars = env["HISTORY_MIN_BARS"] is { } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= Horizon.MinimumBarsForModel
                ? count
                : throw new ConfigurationException($"HISTORY_MIN_BARS is '{SafeText.Value(text)}': at least {Horizon.MinimumBarsForModel} (44 days and an hour); with fewer the drift is used.")
            : Horizon.MinimumBarsForModel;
        return new ForecasterOptions
        {
            Gate = Name("GATE", env["GATE"], GateMode.Report),
            Fallback = Name("FALLBACK", env["FALLBACK"], Fallback.Zero),
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
        var period = new ActivePeriod(from is null ? null : IsoTimes.From("ACTIVE_FROM", from), until is null ? null : IsoTimes.Until("ACTIVE_UNTIL", until));
        return period.From >= period.Until
            ? throw new ConfigurationException("ACTIVE_UNTIL must be after ACTIVE_FROM.")
            : period.IsSet ? period : ActivePeriod.Always;
    }

    public static long LogSize(string? text) =>
        text is null ? 10_000_000
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 1000 ? size
            : throw new ConfigurationException($"LOG_MAX_BYTES is '{SafeText.Value(text)}': write a number of bytes, at least 1000.");

    public static bool Flag(string name, string? text) => text?.Trim().ToUpperInvariant() switch
    {
        null => false,
        "TRUE" or "1" or "YES" or "ON" => true,
        "FALSE" or "0" or "NO" or "OFF" => false,
        _ => throw new ConfigurationException($"{name} is '{SafeText.Value(text)}': write true or false."),
    };

    /// <summary>A value of an enumeration by its name alone: the framework would also accept numbers and lists of names.</summary>
    public static T Name<T>(string name, string? text, T otherwise)
        where T : struct, Enum
    {
        if (text is null)
            return otherwise;
        var names = Enum.GetNames<T>();
        return Array.Find(names, known => known.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<T>(found)
            : throw new ConfigurationException($"{name} is '{SafeText.Value(text)}': write {string.Join(" or ", names.Select(static known => known.ToLowerInvariant()))}.");
    }
}
