using Allora.Sdk.Blocks;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sender;

/// <summary>
/// A journal's store may have lost its newest records. What an earlier session sent is in a block soon or never: after some blocks the chain's
/// sequence and open nonces show it, and until then nothing is signed.
/// </summary>
internal sealed class CatchUp(BlockHub blocks, AccountView account, ILogger logger)
{
    // Two for a transaction that another node took, behind the block that was being made when the journal was opened.
    private const int Blocks = 2;

    private volatile bool _isDone;

    /// <summary>Waits once for the chain to show what was sent, and queries the account again.</summary>
    /// <exception cref="AlloraException">The account cannot be queried; the next call tries again.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
            return;
        SenderLog.MayLackRecords(logger, account.Address, Blocks);
        var height = await blocks.NextAsync(blocks.Height, cancellationToken).ConfigureAwait(false);
        for (var last = height + Blocks; height < last;)
            height = await blocks.NextAsync(height, cancellationToken).ConfigureAwait(false);
        await account.LoadAsync(cancellationToken).ConfigureAwait(false);
        _isDone = true;
    }
}
