using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers.Loop;

namespace Allora.Sdk;

public sealed partial class WorkerRunner
{
    /// <summary>Answers one nonce instead of running: registers the wallet if that is allowed and needed, then submits once.</summary>
    internal async Task<SubmissionResult> RunOneAsync(long nonce, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
            throw new InvalidOperationException("A runner runs once: create another to start again.");
        try
        {
            var lease = await WalletRegistry.Of(_client).LeaseAsync(_wallet, _logger, cancellationToken).ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                await RequireChainAsync(cancellationToken).ConfigureAwait(false);
                lease.Blocks.Listen();
                await _relays.OpenAsync(_options, cancellationToken).ConfigureAwait(false);
                return await new OneSubmission(ServicesOf(lease, static _ => { })).RunAsync(nonce, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await _relays.CloseAsync().ConfigureAwait(false);
            End();
            _ended.TrySetResult();
        }
    }
}
