using System.Runtime.CompilerServices;
using Allora.Sdk.Workers.History;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.History;

/// <summary>The history is written behind the workers: a store that is slow or away never holds them up.</summary>
public sealed class HistoryWriterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_is_away_holds_nobody_up_and_the_overflow_is_counted()
    {
        var time = new FakeTimeProvider();
        var store = new GatedStore();
        await using var writer = new HistoryWriter(store, new HistoryOptions { Capacity = 100 }, time);
        var observer = writer.Of("chain-1", SubmissionActor.Inferer);
        observer.OnResult(Result(0));
        await store.Asked.Task.WaitAsync(Ct);
        for (var nonce = 1; nonce <= 150; nonce++)
            observer.OnResult(Result(nonce));

        Assert.Equal(50, writer.Dropped);
        store.Open.SetResult();
        while (store.Written < 101)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(50, writer.Dropped);
    }

    [Fact]
    public async Task What_is_queued_is_written_before_the_end_and_old_rows_are_deleted()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var store = new GatedStore();
        store.Open.SetResult();
        await using (var writer = new HistoryWriter(store, new HistoryOptions { Retention = TimeSpan.FromDays(1) }, time))
        {
            writer.Of("chain-1", SubmissionActor.Inferer).OnResult(Result(1));
        }

        Assert.Equal(1, store.Written);
        Assert.Equal(new DateTimeOffset(2026, 5, 31, 0, 0, 0, TimeSpan.Zero), store.PrunedBefore);
    }

    private static SubmissionResult Result(long nonce) => new() { TopicId = 67, Nonce = nonce, Wallet = "allo1", Status = SubmissionStatus.Included };

    /// <summary>Fails the first time, once its gate is open.</summary>
    private sealed class GatedStore : IHistoryStore
    {
        private int _calls;
        private int _written;

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Written => Volatile.Read(ref _written);

        public DateTimeOffset? PrunedBefore { get; private set; }

        public async ValueTask WriteAsync(IReadOnlyList<HistoryRow> rows, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await Open.Task.WaitAsync(cancellationToken);
            if (rows.Count == 1 && rows[0].Nonce == 0 && Interlocked.Increment(ref _calls) == 1)
                throw new AlloraException(AlloraErrorReason.Unavailable, isTransient: true, "away");
            Interlocked.Add(ref _written, rows.Count);
        }

        public async IAsyncEnumerable<HistoryRow> ReadAsync(ulong topicId, DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break;
        }

        public ValueTask<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
        {
            PrunedBefore = before;
            return ValueTask.FromResult(0);
        }
    }
}
