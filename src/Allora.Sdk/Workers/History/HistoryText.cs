using System.Globalization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Workers.History;

/// <summary>The columns of a row as texts, in a fixed order, for stores and files: times in ISO 8601 (UTC), amounts in uallo, null if there is no value.</summary>
public static class HistoryText
{
    /// <summary>The names of the columns; the first five are the key.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "chain", "wallet", "topic", "nonce", "actor", "changed", "window_end", "block_time", "status", "value", "hash", "height", "fee", "fees_burned", "gas_used", "latency_ms",
        "reason", "message", "stage", "is_active", "score", "ema_score", "reward",
    ];

    /// <summary>Writes a row.</summary>
    /// <param name="row">The row.</param>
    public static IReadOnlyList<string?> Write(HistoryRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return
        [
            row.ChainId, row.Wallet, Text(row.TopicId), Text(row.Nonce), row.Actor.ToString(), Text(row.Time), Text(row.WindowEnd), row.BlockTime is { } block ? Text(block) : null, row.Status?.ToString(),
            row.Value, row.Hash, Text(row.Height), row.Fee?.Value.ToString(CultureInfo.InvariantCulture), row.FeesBurned?.Value.ToString(CultureInfo.InvariantCulture), Text(row.GasUsed),
            row.LatencyMilliseconds?.ToString("0.###", CultureInfo.InvariantCulture), row.Reason?.ToString(), row.Message, row.Stage?.ToString(), row.IsActive?.ToString(), row.Score?.ToString(), row.EmaScore?.ToString(), row.Reward?.ToString(),
        ];
    }

    /// <summary>Reads a row that <see cref="Write"/> wrote.</summary>
    /// <param name="columns">The texts, in the order of <see cref="Columns"/>.</param>
    /// <exception cref="FormatException">A text is not what was written.</exception>
    public static HistoryRow Read(IReadOnlyList<string?> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != Columns.Count)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"a row of the history has {columns.Count} columns, not {Columns.Count}"));
        return new HistoryRow
        {
            ChainId = columns[0]!,
            Wallet = columns[1]!,
            TopicId = ulong.Parse(columns[2]!, CultureInfo.InvariantCulture),
            Nonce = long.Parse(columns[3]!, CultureInfo.InvariantCulture),
            Actor = Name<SubmissionActor>(columns[4]) ?? throw new FormatException("a row of the history has no role"),
            Time = Time(columns[5])!.Value,
            WindowEnd = Whole(columns[6]),
            BlockTime = Time(columns[7]),
            Status = Name<SubmissionStatus>(columns[8]),
            Value = columns[9],
            Hash = columns[10],
            Height = Whole(columns[11]),
            Fee = columns[12] is { } fee ? UAllo.Parse(fee) : null,
            FeesBurned = columns[13] is { } burned ? UAllo.Parse(burned) : null,
            GasUsed = columns[14] is { } gas ? ulong.Parse(gas, CultureInfo.InvariantCulture) : null,
            LatencyMilliseconds = columns[15] is { } latency ? double.Parse(latency, CultureInfo.InvariantCulture) : null,
            Reason = Name<AlloraErrorReason>(columns[16]),
            Message = columns[17],
            Stage = Name<FollowUpStage>(columns[18]),
            IsActive = columns[19] is { } active ? bool.Parse(active) : null,
            Score = Exact(columns[20]),
            EmaScore = Exact(columns[21]),
            Reward = Exact(columns[22]),
        };
    }

    /// <summary>A time (UTC) as text that sorts as the time does.</summary>
    /// <param name="time">The time.</param>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string? Text<T>(T? value)
        where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static long? Whole(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static ChainDecimal? Exact(string? text) => text is null ? null : ChainDecimal.ParseUnbounded(text);

    // A name of a newer version is not known here.
    private static T? Name<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var name) && Enum.IsDefined(name) ? name : null;
}
