using System.Globalization;
using Allora.Sdk.Dashboard.History;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>Reads a choice of windows from an address, so that a choice is a link.</summary>
internal static class HistoryQuery
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 500;

    /// <returns>False if a value is not what its name needs; the text then names it.</returns>
    public static bool TryRead(IQueryCollection query, out WindowFilter filter, out string wrong)
    {
        wrong = "";
        var read = new Reader(query);
        filter = new WindowFilter
        {
            Worker = read.Text("worker"),
            TopicId = read.Value<ulong>("topic", static (string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)),
            Status = read.Value<SubmissionStatus>("status", static (string text, out SubmissionStatus value) => Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value)),
            From = read.Value<DateTimeOffset>("from", TryTime),
            Until = read.Value<DateTimeOffset>("until", TryTime),
            AfterNonce = read.Value<long>("afterNonce", TryNumber),
            AfterWorker = read.Text("afterWorker"),
            Limit = (int)Math.Clamp(read.Value<long>("limit", TryNumber) ?? DefaultLimit, 1, LargestLimit),
        };
        if (read.Wrong is { } name)
            wrong = $"The value of '{name}' cannot be read.";
        return read.Wrong is null;
    }

    private static bool TryNumber(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryTime(string text, out DateTimeOffset value) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);

    private delegate bool Parse<T>(string text, out T value);

    private sealed class Reader(IQueryCollection query)
    {
        public string? Wrong { get; private set; }

        public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

        public T? Value<T>(string name, Parse<T> parse)
            where T : struct
        {
            if (Text(name) is not { } text)
                return null;
            if (parse(text, out var value))
                return value;
            Wrong ??= name;
            return null;
        }
    }
}
