using System.Globalization;
using Allora.Sdk;

namespace Topic67.Worker.Settings;

/// <summary>Reads moments in ISO 8601 only: other forms order day and month differently in different countries.</summary>
internal static class IsoTimes
{
    private const string Date = "yyyy-MM-dd";
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] Forms = [Date, "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>The moment; of a date its first one, UTC.</summary>
    public static DateTimeOffset From(string name, string text) => Read(name, text).Moment;

    /// <summary>The moment at which it is over: of a date the end of that day, UTC.</summary>
    public static DateTimeOffset Until(string name, string text) => Read(name, text) is var (moment, isDate) && isDate ? moment.AddDays(1) : moment;

    private static (DateTimeOffset Moment, bool IsDate) Read(string name, string text)
    {
        var plain = text.Trim();
        return DateTimeOffset.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, Utc, out var moment)
            ? (moment, plain.Length == Date.Length)
            : throw new ConfigurationException($"{name} is '{SafeText.Value(text)}': write ISO 8601 in UTC, such as 2027-02-01 or 2027-02-01T13:00Z.");
    }
}
