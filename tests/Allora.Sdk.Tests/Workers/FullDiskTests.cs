using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;

#pragma warning disable xUnit1069 // The scene has a time limit of its own.
namespace Allora.Sdk.Tests.Workers;

/// <summary>A journal that cannot be written for some blocks, as on a full disk.</summary>
public sealed class FullDiskTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_nonce_is_answered_in_its_window_as_soon_as_the_journal_can_be_written()
    {
        var disk = new FullDisk { RefusedAppends = 3 };
        // No poll before the test's end: a block is what starts the next attempt.
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(static (_, _) => ValueTask.FromResult(Prediction.Value(0.0123))),
            static options => options.PollInterval = TimeSpan.FromSeconds(120),
            walletOptions: new WalletOptions { Journal = disk });
        await scene.ReachAsync(WorkerState.Ready);

        var result = await scene.NextAsync(stepping: true);
        while (!result.IsTerminal)
            result = await scene.NextAsync(stepping: true);

        Assert.Equal((WorkerScene.FirstNonce, SubmissionStatus.Included), (result.Nonce, result.Status));
        Assert.Equal(0, disk.RefusedAppends);
        Assert.Single(scene.DevNet.Transactions());
    }

    private sealed class FullDisk : ISubmissionJournal
    {
        private readonly MemoryJournal _inner = new();
        private int _refused;

        public int RefusedAppends { get => Volatile.Read(ref _refused); init => _refused = value; }

        public async ValueTask<IJournalSession> OpenAsync(JournalKey key, CancellationToken cancellationToken = default) =>
            new Session(await _inner.OpenAsync(key, cancellationToken), this);

        private sealed class Session(IJournalSession inner, FullDisk disk) : IJournalSession
        {
            public IReadOnlyList<JournalRecord> Records => inner.Records;

            public CancellationToken Lost => inner.Lost;

            public long Fence => inner.Fence;

            public ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default)
            {
                if (Interlocked.Decrement(ref disk._refused) >= 0)
                    throw new JournalException("The journal cannot be written: the disk is full.");
                Interlocked.Exchange(ref disk._refused, 0);
                return inner.AppendAsync(record, cancellationToken);
            }

            public ValueTask CompactAsync(CancellationToken cancellationToken = default) => inner.CompactAsync(cancellationToken);

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
