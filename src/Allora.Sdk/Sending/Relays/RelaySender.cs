using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Sessions;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Relays;

/// <summary>One funded wallet: its session, and the transactions that it has on the way.</summary>
internal sealed class RelaySender(AlloraClient client, AlloraWallet wallet, FeeOptions fees, TimeSpan warmInterval, ILogger logger, CancellationToken stop) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RelayBatch, Task> _following = [];
    private readonly SemaphoreSlim _opening = new(1, 1);
    private WalletLease? _lease;

    public string Address => wallet.Address;

    /// <summary>The wallet's session; null if it could not be opened.</summary>
    public WalletSession? Session => _lease?.Session;

    /// <summary>Opens the wallet, or takes it again if its journal was lost; follows what an earlier run sent.</summary>
    /// <exception cref="JournalException">Another process runs the wallet, or its journal cannot be read.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_lease is { Session.IsLost: true } lost)
            {
                _lease = null;
                await lost.DisposeAsync().ConfigureAwait(false);
            }

            if (_lease is not null)
                return;
            var lease = await WalletRegistry.Of(client).LeaseAsync(wallet, logger, cancellationToken).ConfigureAwait(false);
            _lease = lease;
            lease.Session.KeepWarm(warmInterval, logger);
            foreach (var pending in lease.Session.TakeUnfinished(static pending => RelayBatch.Of(pending) is not null))
                Track(RelayBatch.Of(pending)!, new Errand(client, lease.Session).ResumeAsync(pending, stop));
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>The transaction on the way that has a payload, by its signed part; null if there is none.</summary>
    public RelayBatch? Find(ReadOnlySpan<byte> signed)
    {
        lock (_lock)
        {
            foreach (var batch in _following.Keys)
            {
                if (batch.Has(signed))
                    return batch;
            }
        }

        return null;
    }

    /// <summary>Sends payloads in one transaction; returns when it was sent, or why it was not.</summary>
    public async Task<Refused?> SendAsync(IReadOnlyList<RelayedPayload> payloads)
    {
        await OpenAsync(stop).ConfigureAwait(false);
        var session = Session!;
        var sent = new TaskCompletionSource<RelayBatch>(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = RequestOf(payloads);
        var errand = new Errand(client, session)
        {
            OnSent = transaction =>
            {
                RelayLog.Sent(logger, transaction.Hash, Address, payloads.Count, transaction.Fee.ToString());
                sent.TrySetResult(new RelayBatch(transaction, payloads.Count));
                return ValueTask.CompletedTask;
            },
        };
        var running = errand.RunAsync(request, stop);
        await Task.WhenAny(sent.Task, running).ConfigureAwait(false);
        if (!sent.Task.IsCompletedSuccessfully)
            return (await running.ConfigureAwait(false)).Failure ?? throw new InvalidOperationException("A transaction was neither sent nor refused.");
        var batch = await sent.Task.ConfigureAwait(false);
        Track(batch, running);
        for (var index = 0; index < payloads.Count; index++)
        {
            Mark(payloads[index].Request.Clock, request.Clock);
            payloads[index].Sent(batch, index);
        }

        return null;
    }

    /// <summary>Simulates one payload, and sends nothing.</summary>
    public async Task<SendOutcome> TryAsync(RelayedPayload payload, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await Session!.Sender.SendAsync(RequestOf([payload]) with { DryRun = true, Simulate = payload.Request.Simulate }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Releases the wallet; its token was cancelled before.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] following;
        lock (_lock)
            following = [.. _following.Values];
        await Task.WhenAll(following).ConfigureAwait(false);
        if (_lease is { } lease)
            await lease.DisposeAsync().ConfigureAwait(false);
        _lease = null;
        _opening.Dispose();
    }

    private SendRequest RequestOf(IReadOnlyList<RelayedPayload> payloads) => new()
    {
        Purpose = RelayBatch.PurposeOf(payloads.Count),
        TopicId = payloads.All(one => one.Request.TopicId == payloads[0].Request.TopicId) ? payloads[0].Request.TopicId : 0,
        Messages = _ => ValueTask.FromResult<IReadOnlyList<Encodings.Transactions.TransactionMessage>>([.. payloads.Select(one => one.From(Address))]),
        TimeoutHeight = payloads.Min(static one => one.Request.TimeoutHeight),
        NeededHeight = payloads.Max(static one => one.Request.NeededHeight),
        Fees = fees,
        Clock = new StageClock(client.Time, client.Time.GetTimestamp()),
    };

    private void Track(RelayBatch batch, Task<ErrandOutcome> running)
    {
        lock (_lock)
            _following[batch] = EndAsync(batch, running);
    }

    private async Task EndAsync(RelayBatch batch, Task<ErrandOutcome> running)
    {
        await Task.Yield();
        try
        {
            batch.Ended(await running.ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            // The session follows it on, or the next run's does.
            batch.Abandoned();
            if (exception is not OperationCanceledException)
                RelayLog.Failed(logger, exception);
        }
        finally
        {
            lock (_lock)
                _following.Remove(batch);
        }
    }

    private static void Mark(StageClock worker, StageClock whole)
    {
        foreach (var stamp in Enum.GetValues<StageClock.Stamp>())
            worker.Copy(stamp, whole);
    }
}
