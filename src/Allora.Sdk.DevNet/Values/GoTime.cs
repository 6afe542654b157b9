using System.Globalization;

namespace Allora.Sdk.DevNet.Values;

/// <summary>Times as the node reads and writes them (RFC 3339).</summary>
internal static class GoTime
{
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public static DateTimeOffset? ParseDate(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>The gist of Go's refusal; the node adds which part of the layout failed.</summary>
    public static string Refusal(string text, string layout) => $"parsing time \"{text}\" as \"{layout}\": cannot parse \"{text}\" as \"2006\"";
}
