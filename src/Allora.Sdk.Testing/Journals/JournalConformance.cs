using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Testing.Journals;

/// <summary>
/// The contract of a store of journals, as checks that any test framework can run: one test for each of <see cref="Checks"/>, each with an empty
/// store.
/// </summary>
public static class JournalConformance
{
    private const int Many = 10_000;

    /// <summary>Every check.</summary>
    public static IReadOnlyList<JournalCheck> Checks { get; } =
    [
        new("Records are read as they were written, oldest first", RoundTripAsync),
        new("A second session is refused until the first has ended", OneHolderAsync),
        new("The fence of each session is higher than that of the one before", FenceGrowsAsync),
        new("A process that dies between any two steps of an append loses no earlier record, and leaves the new one whole or not at all", DeathAsync),
        new("A session that lost its journal is cancelled, and its appends and compactions are refused", LostAsync),
        new("Compaction while open keeps what a restart needs, and later appends", CompactionAsync),
        new("Appends at the same time are all written, each whole", ConcurrentAsync),
        new("10 000 records are read in order", ManyAsync),
        new("A record altered by hand is refused and named", AlteredAsync),
        new("Journals of two wallets are apart", TwoWalletsAsync),
    ];

    private static async Task RoundTripAsync(JournalScene scene)
    {
        JournalRecord[] records = [JournalScene.Prepared(1), JournalScene.Resolved(1), JournalScene.Settled(1), JournalScene.Prepared(2)];
        await scene.WriteAsync(records[..3]).ConfigureAwait(false);
        await scene.WriteAsync(records[3]).ConfigureAwait(false);
        JournalScene.Equal(records, await scene.ReadAsync().ConfigureAwait(false), "After two runs");
    }

    private static async Task OneHolderAsync(JournalScene scene)
    {
        var first = await scene.OpenAsync().ConfigureAwait(false);
        await first.AppendAsync(JournalScene.Prepared(1), scene.Cancellation).ConfigureAwait(false);
        await JournalScene.RefusedAsync(AlloraErrorReason.JournalHeld, () => scene.OpenAsync().AsTask(), "Opening an open journal").ConfigureAwait(false);
        await first.AppendAsync(JournalScene.Prepared(2), scene.Cancellation).ConfigureAwait(false);
        JournalScene.Require(!first.Lost.IsCancellationRequested, "The first session was lost by an opening that was refused.");
        await first.DisposeAsync().ConfigureAwait(false);
        JournalScene.Equal([JournalScene.Prepared(1), JournalScene.Prepared(2)], await scene.ReadAsync().ConfigureAwait(false), "After the first session");
    }

    private static async Task FenceGrowsAsync(JournalScene scene)
    {
        var before = 0L;
        for (var run = 0; run < 3; run++)
        {
            var session = await scene.OpenAsync().ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                JournalScene.Require(session.Fence > before, $"The fence is {session.Fence} after {before}.");
                before = session.Fence;
                await session.CompactAsync(scene.Cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task DeathAsync(JournalScene scene)
    {
        var kept = new List<JournalRecord>();
        for (var steps = 0; ; steps++)
        {
            var session = await scene.OpenAsync().ConfigureAwait(false);
            JournalScene.Equal(kept, session.Records, $"Before death {steps}");
            await session.AppendAsync(JournalScene.Settled(2 * steps), scene.Cancellation).ConfigureAwait(false);
            kept.Add(JournalScene.Settled(2 * steps));
            var dying = JournalScene.Prepared((2 * steps) + 1);
            var died = await scene.Store.DieAppendingAsync(session, dying, steps, scene.Cancellation).ConfigureAwait(false);
            await scene.Store.ExpireAsync(JournalScene.Key, scene.Cancellation).ConfigureAwait(false);
            var read = await scene.ReadAsync().ConfigureAwait(false);
            if (!died || read.Count > kept.Count)
                kept.Add(dying);
            JournalScene.Equal(kept, read, $"After a death behind {steps} steps of an append");
            if (!died)
                return;
        }
    }

    private static async Task LostAsync(JournalScene scene)
    {
        var first = await scene.OpenAsync().ConfigureAwait(false);
        await first.AppendAsync(JournalScene.Prepared(1), scene.Cancellation).ConfigureAwait(false);
        var second = await scene.Store.TakeOverAsync(JournalScene.Key, scene.Cancellation).ConfigureAwait(false);
        await using (second.ConfigureAwait(false))
        {
            JournalScene.Equal([JournalScene.Prepared(1)], second.Records, "The new holder's records");
            JournalScene.Require(second.Fence > first.Fence, $"The new holder's fence is {second.Fence}, the old one's {first.Fence}.");
            await second.AppendAsync(JournalScene.Settled(1), scene.Cancellation).ConfigureAwait(false);
            await JournalScene.RefusedAsync(AlloraErrorReason.JournalLost, () => first.AppendAsync(JournalScene.Prepared(2), scene.Cancellation).AsTask(), "An append behind the fence").ConfigureAwait(false);
            await JournalScene.RefusedAsync(AlloraErrorReason.JournalLost, () => first.CompactAsync(scene.Cancellation).AsTask(), "A compaction behind the fence").ConfigureAwait(false);
            JournalScene.Require(first.Lost.IsCancellationRequested, "The old session was refused, and its token is not cancelled.");
            await first.DisposeAsync().ConfigureAwait(false);
            await second.AppendAsync(JournalScene.Prepared(3), scene.Cancellation).ConfigureAwait(false);
            JournalScene.Require(!second.Lost.IsCancellationRequested, "The new session ended with the old one.");
        }

        JournalScene.Equal([JournalScene.Prepared(1), JournalScene.Settled(1), JournalScene.Prepared(3)], await scene.ReadAsync().ConfigureAwait(false), "After both sessions");
    }

    private static async Task CompactionAsync(JournalScene scene)
    {
        var written = new List<JournalRecord>();
        var session = await scene.OpenAsync().ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            for (var number = 1; number <= 50; number++)
            {
                JournalRecord[] window = [JournalScene.Prepared(number), JournalScene.Resolved(number), JournalScene.Settled(number)];
                foreach (var record in number == 50 ? window[..1] : window)
                {
                    await session.AppendAsync(record, scene.Cancellation).ConfigureAwait(false);
                    written.Add(record);
                }

                if (number == 25)
                {
                    await session.CompactAsync(scene.Cancellation).ConfigureAwait(false);
                    written = [.. JournalCompaction.Needed(written)];
                }
            }
        }

        // A store may have compacted once more by itself.
        var read = await scene.ReadAsync().ConfigureAwait(false);
        JournalScene.Equal(JournalCompaction.Needed(written), JournalCompaction.Needed(read), "After a compaction");
        JournalScene.Require(read.Count <= written.Count, $"The journal has {read.Count} records after a compaction to {written.Count}.");
    }

    private static async Task ConcurrentAsync(JournalScene scene)
    {
        var session = await scene.OpenAsync().ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            await Task.WhenAll(Enumerable.Range(1, 100).Select(number => Task.Run(() => session.AppendAsync(JournalScene.Prepared(number), scene.Cancellation).AsTask(), scene.Cancellation))).ConfigureAwait(false);
        var read = await scene.ReadAsync().ConfigureAwait(false);
        JournalScene.Equal(Enumerable.Range(1, 100).Select(JournalScene.Prepared), read.OrderBy(static record => record.Nonce), "After 100 appends at once");
    }

    private static async Task ManyAsync(JournalScene scene)
    {
        var records = Enumerable.Range(1, Many).Select(JournalScene.Settled).ToList();
        await scene.WriteAsync(records).ConfigureAwait(false);
        var read = await scene.ReadAsync().ConfigureAwait(false);
        // A store may have compacted by itself: the newest are needed in any case.
        JournalScene.Equal(JournalCompaction.Needed(records), JournalCompaction.Needed(read), "After many appends");
    }

    private static async Task AlteredAsync(JournalScene scene)
    {
        await scene.WriteAsync(JournalScene.Prepared(1), JournalScene.Prepared(2), JournalScene.Prepared(3)).ConfigureAwait(false);
        if (!await scene.Store.AlterAsync(JournalScene.Key, 1, static bytes => OneDigitChanged(bytes), scene.Cancellation).ConfigureAwait(false))
            return;
        await JournalScene.RefusedAsync(AlloraErrorReason.JournalUnavailable, () => scene.ReadAsync(), "Opening a journal with an altered record").ConfigureAwait(false);
    }

    private static async Task TwoWalletsAsync(JournalScene scene)
    {
        var other = JournalScene.Key with { Wallet = "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8" };
        var store = scene.Store.Create();
        var first = await store.OpenAsync(JournalScene.Key, scene.Cancellation).ConfigureAwait(false);
        var second = await store.OpenAsync(other, scene.Cancellation).ConfigureAwait(false);
        await first.AppendAsync(JournalScene.Prepared(1), scene.Cancellation).ConfigureAwait(false);
        await second.AppendAsync(JournalScene.Prepared(2), scene.Cancellation).ConfigureAwait(false);
        await first.DisposeAsync().ConfigureAwait(false);
        await second.AppendAsync(JournalScene.Prepared(3), scene.Cancellation).ConfigureAwait(false);
        await second.DisposeAsync().ConfigureAwait(false);
        JournalScene.Equal([JournalScene.Prepared(1)], await scene.ReadAsync().ConfigureAwait(false), "The first wallet's journal");
    }

    // The sequence of the second record: the JSON stays well formed.
    private static byte[] OneDigitChanged(byte[] record)
    {
        var altered = record.ToArray();
        var place = altered.AsSpan().IndexOf("\"sequence\":2"u8);
        if (place >= 0)
            altered[place + 11] = (byte)'7';
        return altered;
    }
}
