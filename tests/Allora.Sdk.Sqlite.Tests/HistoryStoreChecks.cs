using Allora.Sdk.Values;
using Allora.Sdk.Workers.History;

namespace Allora.Sdk.Testing.History;

/// <summary>What every store of histories must do.</summary>
internal static class HistoryStoreChecks
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(IHistoryStore store, CancellationToken cancellationToken)
    {
        var sent = Row(1, 100) with { Status = SubmissionStatus.Broadcast, Value = "-0.0123", Hash = "AB", Fee = new UAllo(25), WindowEnd = 110, BlockTime = Start };
        var included = sent with { Status = SubmissionStatus.Included, Height = 101, GasUsed = 130_000, FeesBurned = UAllo.Zero, LatencyMilliseconds = 5.25, Time = Start.AddSeconds(5) };
        var scored = Row(1, 100) with { Stage = FollowUpStage.Scored, IsActive = true, Score = ChainDecimal.Parse("-0.5"), EmaScore = ChainDecimal.Parse("0.25"), Time = Start.AddHours(1) };
        var missed = Row(1, 88) with { Status = SubmissionStatus.Missed, Reason = AlloraErrorReason.WindowEnded, Message = "late, \"very\"" };
        // Two changes of one row in one call, and another topic.
        await store.WriteAsync([sent, included, missed, Row(2, 100) with { Status = SubmissionStatus.Skipped }], cancellationToken);
        await store.WriteAsync([scored], cancellationToken);

        var rows = await ReadAsync(store, 1, null, cancellationToken);
        Assert.Equal([missed, included with { Stage = FollowUpStage.Scored, IsActive = true, Score = scored.Score, EmaScore = scored.EmaScore, Time = scored.Time }], rows);
        Assert.Equal([100L], (await ReadAsync(store, 1, Start.AddMinutes(1), cancellationToken)).Select(static row => row.Nonce));

        Assert.Equal(2, await store.PruneAsync(Start.AddMinutes(1), cancellationToken));
        Assert.Equal([100L], (await ReadAsync(store, 1, null, cancellationToken)).Select(static row => row.Nonce));
        Assert.Empty(await ReadAsync(store, 2, null, cancellationToken));
    }

    private static HistoryRow Row(ulong topic, long nonce) => new() { ChainId = "chain-1", Wallet = "allo1", TopicId = topic, Nonce = nonce, Actor = SubmissionActor.Inferer, Time = Start };

    private static async Task<List<HistoryRow>> ReadAsync(IHistoryStore store, ulong topic, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var rows = new List<HistoryRow>();
        await foreach (var row in store.ReadAsync(topic, since, cancellationToken))
            rows.Add(row);
        return rows;
    }
}
