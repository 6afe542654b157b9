using System.Globalization;
using Allora.Sdk.Dashboard.History;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>A window as a line of CSV (RFC 4180), with exact values.</summary>
internal static class WindowCsv
{
    public const string Head =
        "worker,topic,wallet,nonce,seen,status,reason,message,value,network_value,fallback,hash,height,fee_uallo,fees_burned_uallo,stage,active,score,reward_uallo,rank,ranked,sent_ms,included_ms\r\n";

    public static string Line(WindowRecord record)
    {
        var (result, followUp) = (record.Result, WindowRows.Newest(record));
        return string.Join(
            ',',
            Text(record.Worker), Number(result.TopicId), Text(result.Wallet), Number(result.Nonce), Text(Shown.Time(record.FirstSeen)), Text(result.Status.ToString()),
            Text(result.Reason?.ToString()), Text(result.Message), Value(result.Value), Value(record.NetworkValue), Text(result.Fallback?.Policy.ToString()), Text(result.TransactionHash),
            Number(result.Height), Number(result.Fee?.Value), Number(result.FeesBurned.Value), Text(followUp?.Stage.ToString()), Text(followUp?.IsActive?.ToString()), Value(followUp?.Score?.ToString()),
            Value(followUp?.Reward?.ToString()), Number(record.Rank), Number(record.Ranked), Number(Shown.Milliseconds(result.Timings.BroadcastSent)),
            Number(Shown.Milliseconds(result.Timings.Confirmed))) + "\r\n";
    }

    private static string Number(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    // A number may begin with a minus; anything else is a text.
    private static string Value(string? value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value : Text(value);

    // A spreadsheet runs what begins with one of these as a formula.
    private static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var plain = Shown.Text(text)!;
        if (plain[0] is '=' or '+' or '-' or '@')
            plain = "'" + plain;
        return plain.AsSpan().ContainsAny(',', '"', ' ') ? $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : plain;
    }
}
