using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Relays;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Roles.Running;

/// <summary>A worker's use of the wallets that send for it, if there are any. On standby it waits while other processes run all of them.</summary>
internal sealed class RelayWait(AlloraClient client, StatusBoard status, WorkerTelemetry telemetry, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private RelayLease? _lease;

    /// <summary>The senders; null if the worker's own wallet sends.</summary>
    public PayloadRelay? Relay => _lease?.Relay;

    /// <summary>How payloads reach the chain.</summary>
    public IPayloadRoute RouteOf(WalletSession session) => Relay is { } relay ? new RelayRoute(relay) : new OwnRoute(session);

    /// <summary>Opens the senders; false if the worker is stopped first.</summary>
    /// <exception cref="JournalException">Other processes run all of them, and none is on standby.</exception>
    public async Task<bool> OpenAsync(WorkerOptions options, CancellationToken stoppingToken)
    {
        if (options.SubmittedBy is not { } senders)
            return true;
        var isStandby = senders.Wallets.Any(static wallet => wallet.Attachments.Find<WalletOptions>()?.Standby == true);
        try
        {
            while (true)
            {
                try
                {
                    _lease = await RelayRegistry.Of(client).LeaseAsync(senders, options.WarmInterval, logger, stoppingToken).ConfigureAwait(false);
                    return true;
                }
                catch (JournalException held) when (isStandby)
                {
                    status.Set(held.Reason == AlloraErrorReason.JournalHeld ? WorkerState.Standby : WorkerState.WaitingForJournal, held.Message);
                }

                telemetry.Heartbeat.Beat();
                await Task.Delay(Pause, client.Time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Ends the use.</summary>
    public async ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref _lease, null) is { } lease)
            await lease.DisposeAsync().ConfigureAwait(false);
    }
}
