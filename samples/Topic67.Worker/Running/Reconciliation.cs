using Allora.Sdk;
using Topic67.Worker.Logs;
using Topic67.Worker.Reporting;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Running;

/// <summary>
/// Records the outcome of windows that were opened and then got none, because the process was killed or the disk was full, and of windows that opened
/// while no worker ran, so that each window is counted once. The SDK itself looks up every transaction of its journal; this runs two epochs later.
/// </summary>
internal sealed class Reconciliation(WorkerSettings settings, AlloraClient client, string wallet, Journalist journalist, WindowBook book, long lastKnown, TimeProvider time)
{
    // A worker that was away for longer knows only the number of windows.
    private const int MostWindows = 5000;
    private const int MostAtOnce = 100;
    private const int EpochsToWait = 2;

    private bool _isDown;

    private TimeSpan Interval => settings.IsDevNet ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, stop).ConfigureAwait(false);
                await TryAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start finds the same windows.
        }
    }

    private async Task TryAsync(CancellationToken stop)
    {
        try
        {
            if (_isDown && !book.HasPending)
                return;
            var window = await client.GetWorkerWindowAsync(settings.TopicId, null, stop).ConfigureAwait(false);
            var epoch = (await client.GetTopicAsync(settings.TopicId, stop).ConfigureAwait(false)).EpochLength;
            if (!_isDown)
                AddDown(window.IsOpen ? window.Start : window.NextStart, epoch);
            _isDown = true;
            foreach (var opened in book.Pending(window.Height - (EpochsToWait * epoch)).Take(MostAtOnce))
                await SettleAsync(opened, stop).ConfigureAwait(false);
        }
        catch (AlloraException exception)
        {
            journalist.Events.Write("warning", $"windows without an outcome could not be looked up yet: {exception.Message}");
        }
    }

    private async Task SettleAsync(OpenedWindow window, CancellationToken stop)
    {
        var receipt = window.Hash is { } hash ? await client.GetTransactionAsync(hash, stop).ConfigureAwait(false) : null;
        var isOnChain = receipt is { Error: null } || await client.HasSubmittedAsync(settings.TopicId, wallet, window.Nonce, stop).ConfigureAwait(false) == true;
        var record = Record(window.Nonce, isOnChain ? nameof(SubmissionStatus.Included) : nameof(SubmissionStatus.Missed)) with
        {
            BlockTime = window.BlockTime,
            Value = window.Value,
            How = window.How,
            Hash = window.Hash,
            Height = receipt?.Height,
            Reason = isOnChain ? "found on the chain later" : "no answer was sent before the window ended: the worker was stopped, or its journal could not be written",
        };
        // The worker may have recorded it meanwhile.
        if (!book.KeepIfPending(record))
            return;
        journalist.Tell(isOnChain ? "success" : "error", $"nonce {window.Nonce}: {record.Reason}", ("nonce", window.Nonce), ("status", record.Status));
    }

    // Windows at the topic's pace between the last one that a worker saw and the next one.
    private void AddDown(long next, long epoch)
    {
        var nonces = new List<long>();
        for (var nonce = next - epoch; lastKnown > 0 && epoch > 0 && nonce > lastKnown && nonces.Count < MostWindows; nonce -= epoch)
        {
            if (!book.IsKnown(nonce))
                nonces.Add(nonce);
        }

        foreach (var nonce in nonces)
            book.Keep(Record(nonce, WindowRecord.Down) with { Reason = "no worker ran" });
        if (nonces.Count > 0)
            journalist.Tell("warning", $"{nonces.Count} windows were missed while no worker ran: nonces {nonces[^1]} to {nonces[0]}", ("windows", nonces.Count));
    }

    private WindowRecord Record(long nonce, string status) => new() { Timestamp = time.GetUtcNow(), TopicId = settings.TopicId, Nonce = nonce, Status = status };
}
