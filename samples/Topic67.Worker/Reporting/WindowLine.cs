using System.Globalization;
using Allora.Sdk;

namespace Topic67.Worker.Reporting;

/// <summary>A window's outcome in one line.</summary>
internal static class WindowLine
{
    public static string Of(SubmissionResult result)
    {
        var at = result.BlockTime?.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture) ?? "unknown time";
        var head = FormattableString.Invariant($"nonce {result.Nonce} ({at}) {result.Status}");
        if (result.Value is not null)
            head += $" value {result.Value}";
        if (result.Note is not null)
            head += $" [{result.Note}]";
        if (result.TransactionHash is not null)
            head += $" tx {result.TransactionHash}";
        if (result.Height is { } height)
            head += FormattableString.Invariant($" height {height}");
        if (result.Fee is { } fee)
            head += $" fee {fee}";
        if (result.Timings.BroadcastSent is { } sent)
            head += FormattableString.Invariant($" sent {sent.TotalMilliseconds:F1} ms");
        if (result.Timings.Confirmed is { } confirmed)
            head += FormattableString.Invariant($" confirmed {confirmed.TotalMilliseconds:F0} ms");
        return result.Message is null ? head : $"{head}: {result.Message}";
    }
}
