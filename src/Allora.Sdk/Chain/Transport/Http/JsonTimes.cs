using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>Times and durations in JSON, to the nanosecond, which .NET's own types cannot hold.</summary>
internal static class JsonTimes
{
    private const int NanoDigits = 9;

    public static Timestamp ParseTime(string text)
    {
        // 2026-11-23T21:25:09.555299118Z: the fraction is read separately.
        var point = text.IndexOf('.');
        var end = point < 0 ? -1 : text.AsSpan(point + 1).IndexOfAnyExceptInRange('0', '9');
        var whole = point < 0 ? text : text[..point] + (end < 0 ? "" : text[(point + 1 + end)..]);
        var time = DateTimeOffset.Parse(whole, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var fraction = point < 0 ? default : end < 0 ? text.AsSpan(point + 1) : text.AsSpan(point + 1, end);
        return new Timestamp { Seconds = time.ToUnixTimeSeconds(), Nanos = Nanos(fraction) };
    }

    public static Duration ParseDuration(string text)
    {
        if (!text.EndsWith('s'))
            throw new FormatException($"'{text}' is not a duration such as 1.5s");
        var number = text.AsSpan(0, text.Length - 1);
        var negative = number.StartsWith('-');
        var point = number.IndexOf('.');
        var seconds = long.Parse(point < 0 ? number : number[..point], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var nanos = Nanos(point < 0 ? default : number[(point + 1)..]);
        return new Duration { Seconds = seconds, Nanos = negative ? -nanos : nanos };
    }

    public static string Format(Timestamp time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.Seconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + Fraction(time.Nanos) + "Z";

    public static string Format(Duration duration) =>
        (duration is { Seconds: 0, Nanos: < 0 } ? "-" : "")
        + duration.Seconds.ToString(CultureInfo.InvariantCulture) + Fraction(Math.Abs(duration.Nanos)) + "s";

    private static string Fraction(int nanos) =>
        nanos == 0 ? "" : "." + nanos.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');

    private static int Nanos(ReadOnlySpan<char> fraction)
    {
        if (fraction.Length > NanoDigits)
            fraction = fraction[..NanoDigits];
        if (fraction.IsEmpty)
            return 0;
        var nanos = int.Parse(fraction, NumberStyles.None, CultureInfo.InvariantCulture);
        for (var i = fraction.Length; i < NanoDigits; i++)
            nanos *= 10;
        return nanos;
    }
}
