using System.Globalization;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>Reads the delay that a server requests before further calls from headers or trailers.</summary>
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
            // By the server's clock: ours may differ.
            ? date > now ? date - now : TimeSpan.Zero
            : null;
    }

    private static long? Number(string? text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
