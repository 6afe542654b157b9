using Allora.Sdk.Blocks;
using Allora.Sdk.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sender;

/// <summary>Follows broadcast bytes until their outcome is known: looks them up by hash with each block, and sends them again while they are missing.</summary>
internal sealed class InclusionWatcher(
    AlloraClient client, TransactionSender sender, AccountView account, OutcomeRecorder outcomes, BlockHub blocks, ILogger logger)
{
    // A block is indexed some 7 to 14 ms after its event: a few quick lookups follow, then the wait for the next block.
    private static readonly TimeSpan[] IndexerLag = [TimeSpan.Zero, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(60)];

    private const long BlocksBeforeResend = 2;

    // The first block after a halt of the chain counts for the missed ones.
    private const int PacesBeforeResend = 3;

    /// <param name="transaction">The broadcast bytes, and those that they replaced.</param>
    /// <param name="sendAtOnce">Sends the bytes again before waiting: they may never have arrived.</param>
    /// <param name="mayReplace">Returns <see cref="Displaced"/> if only other bytes with the same sequence can help.</param>
    /// <param name="cancellationToken">Cancels the request; the outcome stays open.</param>
    public async Task<Confirmation> WatchAsync(PendingTransaction transaction, bool sendAtOnce, bool mayReplace, CancellationToken cancellationToken)
    {
        using var span = StageSpan.Begin(client.Time, transaction.TopicId, SubmissionStage.Confirmation);
        var seen = blocks.Height;
        var (sentAt, sentTime) = (sendAtOnce ? seen - BlocksBeforeResend : seen, client.Time.GetTimestamp());
        var use = new SequenceUse(transaction.Sequence);
        while (true)
        {
            if (await PollAsync(transaction, seen, cancellationToken).ConfigureAwait(false) is { } found)
                return await outcomes.IncludedAsync(transaction, found).ConfigureAwait(false);
            var isDue = seen >= sentAt + BlocksBeforeResend || (seen > sentAt && client.Time.GetElapsedTime(sentTime) > PacesBeforeResend * blocks.Pace.Interval);
            if (isDue && await ExpiredAsync(transaction, use, cancellationToken).ConfigureAwait(false) is { } why)
                return await outcomes.LostAsync(transaction, why).ConfigureAwait(false);
            if (isDue && (ulong)seen < transaction.TimeoutHeight)
            {
                (sentAt, sentTime) = (seen, client.Time.GetTimestamp());
                if (await ResendAsync(transaction, cancellationToken).ConfigureAwait(false) is { } refusal && mayReplace)
                {
                    SenderLog.Replacing(logger, transaction.Hash, refusal.ToString(), transaction.Purpose, transaction.Sequence);
                    return new Displaced(refusal);
                }
            }

            seen = await blocks.NextAsync(seen, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<InBlock?> PollAsync(PendingTransaction transaction, long height, CancellationToken cancellationToken)
    {
        foreach (var wait in IndexerLag)
        {
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, client.Time, cancellationToken).ConfigureAwait(false);
            try
            {
                if (await FindAsync(transaction, cancellationToken).ConfigureAwait(false) is { } found)
                    return found;
            }
            catch (AlloraException)
            {
                // No node answered: the next block or the next poll tries again.
                return null;
            }

            if (blocks.Height > height)
                return null;
        }

        return null;
    }

    private async Task<InBlock?> FindAsync(PendingTransaction transaction, CancellationToken cancellationToken)
    {
        for (var bytes = transaction; bytes is not null; bytes = bytes.Replaces)
        {
            // Bytes that a block rejected cost nothing and may be included yet: they are treated like missing ones.
            if (await client.GetTransactionAsync(bytes.Hash, cancellationToken).ConfigureAwait(false) is { FailedWithoutFee: false } receipt)
                return new InBlock(receipt, bytes);
        }

        return null;
    }

    // Read from the account: only a node that has committed the timeout height itself can confirm that it has passed.
    private async Task<string?> ExpiredAsync(PendingTransaction transaction, SequenceUse use, CancellationToken cancellationToken)
    {
        try
        {
            var state = await account.LoadAsync(cancellationToken).ConfigureAwait(false);
            if (use.IsTakenBySomethingElse(state) && await FindAsync(transaction, cancellationToken).ConfigureAwait(false) is null)
                return $"its sequence {transaction.Sequence} was used by another transaction";
            return state.Sequence <= transaction.Sequence && (ulong)state.Height > transaction.TimeoutHeight
                ? $"not in a block by height {transaction.TimeoutHeight}, its timeout height"
                : null;
        }
        catch (AlloraException)
        {
            return null;
        }
    }

    // Null if a node has the bytes, or may have them; otherwise the reason why only others can replace them.
    private async Task<ChainError?> ResendAsync(PendingTransaction transaction, CancellationToken cancellationToken)
    {
        if (await sender.ResendAsync(transaction, cancellationToken).ConfigureAwait(false) is not { } error)
            return null;
        if (error.Reason != AlloraErrorReason.AlreadyKnown)
            SenderLog.ResendRefused(logger, transaction.Hash, error.Log);
        sender.Learn(error, transaction);
        // Known, but in no block for so long: the node may have them in its memory alone. If they do wait there, a replacement is refused.
        return error.Reason is AlloraErrorReason.InsufficientFee or AlloraErrorReason.OutOfGas or AlloraErrorReason.WrongSchema or AlloraErrorReason.AlreadyKnown
            ? error
            : null;
    }
}
