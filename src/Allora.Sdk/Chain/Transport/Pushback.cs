using System.Globalization;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>Reads from headers or trailers how long a server asks to be left alone.</summary>
internal static class Pushback
{
    public static TimeSpan? Of(Metadata headers)
    {
        if (Number(headers.GetValue("grpc-retry-pushback-ms")) is { } milliseconds)
            return TimeSpan.FromMilliseconds(milliseconds);
        var after = headers.GetValue("retry-after");
        if (Number(after) is { } seconds)
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParseExact(after, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && DateTimeOffset.TryParseExact(headers.GetValue("date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            // By the server's own clock: ours may differ.
            ? date > now ? date - now : TimeSpan.Zero
            : null;
    }

    private static long? Number(string? text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
