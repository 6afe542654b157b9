using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Alerts;

/// <summary>Sends what is in the outbox: one request at a time, one schedule of retries for all. The first failure is logged, further ones are counted.</summary>
internal sealed class AlertDelivery(AlertOutbox outbox, WebhookSender sender, ILogger logger, TimeProvider time)
{
    private const int Batch = 100;
    private const int MaxDoublings = 9;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LastRequest = TimeSpan.FromSeconds(1);

    private int _failures;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (outbox.IsEmpty)
                await outbox.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (outbox.Take(Batch) is { Count: > 0 } alerts && !await SendAsync(alerts, cancellationToken).ConfigureAwait(false))
                await Task.Delay(PauseAfter(_failures), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends what is left, for at most a second.</summary>
    public async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(LastRequest, time);
        try
        {
            while (outbox.Take(Batch) is { Count: > 0 } alerts && await SendAsync(alerts, limit.Token).ConfigureAwait(false))
            {
                // The next batch.
            }
        }
        catch (OperationCanceledException)
        {
            // The process does not wait for a webhook.
        }
    }

    internal static TimeSpan PauseAfter(int failures) =>
        FirstPause * (1 << Math.Clamp(failures - 1, 0, MaxDoublings)) is var pause && pause < LongestPause ? pause : LongestPause;

    private async Task<bool> SendAsync(IReadOnlyList<WorkerAlert> alerts, CancellationToken cancellationToken)
    {
        string? failure = null;
        var isSent = false;
        try
        {
            failure = await sender.SendAsync(alerts, cancellationToken).ConfigureAwait(false);
            isSent = failure is null;
        }
        finally
        {
            if (!isSent)
                outbox.Return(alerts);
        }

        if (isSent && _failures > 0)
            AlertLog.Accepts(logger, sender.Host, _failures);
        _failures = isSent ? 0 : _failures + 1;
        if (_failures == 1)
            AlertLog.Failed(logger, sender.Host, failure!);
        return isSent;
    }
}
