using Allora.Sdk.Blocks;
using Allora.Sdk.Sending.Sender;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>
/// Follows what a request sent to its fate, and has it signed anew with the same sequence where the chain stops taking the first bytes.
/// Whoever gives up waiting leaves the transaction to the wallet's keeper.
/// </summary>
internal sealed class Delivery(WalletSession session, BlockHub blocks, SendRequest request, PendingTransaction sent)
{
    /// <summary>The newest bytes.</summary>
    public PendingTransaction Newest { get; private set; } = sent;

    public async Task<Confirmation> FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var fate = await session.Watcher.WatchAsync(Newest, sendAtOnce: false, mayReplace: true, cancellationToken).ConfigureAwait(false);
                if (fate is not Displaced)
                    return fate;
                if (await session.Sender.SendAsync(request with { Replaces = Newest }, cancellationToken).ConfigureAwait(false) is Sent replacement)
                    Newest = replacement.Transaction;
                else
                    await blocks.NextAsync(blocks.Height, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            session.Adopt(Newest);
            throw;
        }
    }
}
