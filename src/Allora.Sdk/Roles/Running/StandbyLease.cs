using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Roles.Running;

/// <summary>Opens a worker's wallet. On standby it waits for a journal that somebody else holds, and takes it again when it was lost.</summary>
internal sealed class StandbyLease(AlloraClient client, AlloraWallet wallet, StatusBoard status, WorkerTelemetry telemetry, ILogger logger)
{
    // A store that is back, or a lease that ended, is noticed within this time.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private bool IsStandby => wallet.Attachments.Find<WalletOptions>()?.Standby == true;

    /// <summary>Takes the wallet; null if the worker is stopped first.</summary>
    /// <exception cref="JournalException">The journal is held or cannot be read, and the wallet is not on standby.</exception>
    public async Task<WalletLease?> LeaseAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    return await WalletRegistry.Of(client).LeaseAsync(wallet, logger, stoppingToken).ConfigureAwait(false);
                }
                catch (JournalException held) when (IsStandby)
                {
                    status.Set(held.Reason == AlloraErrorReason.JournalHeld ? WorkerState.Standby : WorkerState.WaitingForJournal, held.Message);
                }

                telemetry.Heartbeat.Beat();
                await Task.Delay(Pause, client.Time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Cancelled when a worker on standby must stop because its wallet's journal was lost.</summary>
    public CancellationToken LossOf(WalletLease lease) => IsStandby ? lease.Session.WhenLost() : CancellationToken.None;

    /// <summary>Whether the lease was lost, and the worker waits for it again.</summary>
    public bool TakesUpAgain(WalletLease lease) => IsStandby && lease.Session.IsLost;
}
