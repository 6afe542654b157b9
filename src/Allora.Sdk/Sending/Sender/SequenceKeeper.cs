using System.Collections.Concurrent;
using Allora.Sdk.Blocks;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sender;

/// <summary>
/// Maintains a wallet's sequences with each block while anything is pending: follows transactions without a caller (of an earlier run, or
/// whose caller stopped waiting), and has gaps filled that no other transaction closes.
/// </summary>
internal sealed class SequenceKeeper(
    AccountView account, InclusionWatcher watcher, GapFiller filler, BlockHub blocks, Func<PendingTransaction, Confirmation, ValueTask> ended, ILogger logger)
    : IAsyncDisposable
{
    // A worker that starts adopts the transactions of an earlier run for its topic: it has this many blocks to do so.
    private const long BlocksForOwner = 2;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, PendingTransaction> _orphans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _watching = new(StringComparer.Ordinal);
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>The transaction has no caller any more.</summary>
    public void Adopt(PendingTransaction transaction)
    {
        _orphans[transaction.Hash] = transaction;
        account.Wake();
    }

    /// <summary>The caller follows these transactions from now on: returns those that are wanted, oldest sequence first, each once.</summary>
    public IReadOnlyList<PendingTransaction> Take(Func<PendingTransaction, bool> wanted)
    {
        var mine = _orphans.Values.Where(wanted).OrderBy(orphan => orphan.Sequence).ToList();
        return [.. mine.Where(orphan => _orphans.TryRemove(orphan.Hash, out _))];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await account.BusyAsync(_stop.Token).ConfigureAwait(false);
                await TendAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The session ends; pending transactions stay in the journal.
        }

        await Task.WhenAll(_watching.Values).ConfigureAwait(false);
    }

    private async Task TendAsync()
    {
        var height = blocks.Height;
        for (var rounds = 0L; account.IsBusy || !_orphans.IsEmpty; rounds++)
        {
            try
            {
                if (rounds >= BlocksForOwner)
                    WatchOrphans();
                if (await filler.FillAsync(height, _stop.Token).ConfigureAwait(false) is { } filling)
                    Adopt(filling);
            }
            catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
            {
                SenderLog.KeeperFailed(logger, exception, account.Address);
            }

            height = await blocks.NextAsync(height, _stop.Token).ConfigureAwait(false);
        }
    }

    private void WatchOrphans()
    {
        foreach (var done in _watching.Where(watch => watch.Value.IsCompleted).Select(watch => watch.Key).ToList())
            _watching.Remove(done);
        foreach (var (hash, orphan) in _orphans)
        {
            if (!_watching.ContainsKey(hash))
                _watching[hash] = WatchAsync(orphan);
        }
    }

    private async Task WatchAsync(PendingTransaction orphan)
    {
        await Task.Yield();
        try
        {
            var status = await watcher.WatchAsync(orphan, sendAtOnce: true, mayReplace: false, _stop.Token).ConfigureAwait(false);
            if (_orphans.TryRemove(orphan.Hash, out _))
                await ended(orphan, status).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Left to the journal.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            SenderLog.KeeperFailed(logger, exception, account.Address);
        }
    }
}
