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
    private const long BlocksAhead = 2;

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
        var search = new InclusionSearch(client, transaction);
        // Bytes of an earlier run may be in any block since their nonce.
        search.Begin(sendAtOnce ? transaction.Nonce : seen - BlocksBeforeResend);
        for (var turn = 0; ; turn++)
        {
            client.Endpoints.TakeTurn(turn);
            // Bytes that were sent a moment ago are in no block before the next one.
            var isEarly = turn == 0 && !sendAtOnce && seen <= transaction.SentAt;
            if (!isEarly && await PollAsync(search, turn, seen, cancellationToken).ConfigureAwait(false) is { } found)
                return await outcomes.IncludedAsync(transaction, found).ConfigureAwait(false);
            // The height at that time may have been wrong.
            sentAt = Math.Min(sentAt, seen);
            var isDue = seen >= sentAt + BlocksBeforeResend || (seen > sentAt && client.Time.GetElapsedTime(sentTime) > PacesBeforeResend * blocks.Pace.Interval);
            if (isDue && await DecidedAsync(transaction, use, search, cancellationToken).ConfigureAwait(false) is { } decided)
                return decided;
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

    private async Task<InBlock?> PollAsync(InclusionSearch search, int turn, long height, CancellationToken cancellationToken)
    {
        foreach (var wait in IndexerLag)
        {
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, client.Time, cancellationToken).ConfigureAwait(false);
            try
            {
                if (await search.FindAsync(height, cancellationToken).ConfigureAwait(false) is { } found && await IsProvenAsync(found, turn, cancellationToken).ConfigureAwait(false))
                    return found;
            }
            catch (AlloraException)
            {
                // No node answered: the next block or the next poll tries again.
                return null;
            }

            // A block is not indexed a moment later if nothing is.
            if (blocks.Height > height || search.HasNoIndex || client.Endpoints.IsRateLimited)
                return null;
        }

        return null;
    }

    // One answer may be wrong: the account shows that the sequence was used, unless the node that is queried is behind.
    private async Task<bool> IsProvenAsync(InBlock found, int turn, CancellationToken cancellationToken)
    {
        if (found.Receipt.Height > client.Endpoints.Bounded(found.Receipt.Height) + BlocksAhead || (ulong)found.Receipt.Height > found.Included.TimeoutHeight)
            return false;
        // Another endpoint, if there is one.
        client.Endpoints.TakeTurn(turn + 1);
        var state = await account.LoadAsync(cancellationToken).ConfigureAwait(false);
        var isUsed = state.Sequence > found.Included.Sequence || state.Height < found.Receipt.Height;
        if (!isUsed)
            SenderLog.InclusionDenied(logger, found.Included.Hash, found.Receipt.Height, account.Address, state.Sequence);
        return isUsed;
    }

    // Read from the account: only a node that has committed the timeout height itself can confirm that it has passed.
    private async Task<Confirmation?> DecidedAsync(PendingTransaction transaction, SequenceUse use, InclusionSearch search, CancellationToken cancellationToken)
    {
        string why;
        try
        {
            var state = await account.LoadAsync(cancellationToken).ConfigureAwait(false);
            if (use.IsTakenBySomethingElse(state))
            {
                // An index may begin late, so the blocks themselves are read before the bytes are given up.
                if (await search.FindAsync(state.Height, cancellationToken).ConfigureAwait(false) is not null
                    || await search.FindInBlocksAsync(state.Height, cancellationToken).ConfigureAwait(false) is not null)
                    return null;
                if (search.IsIncomplete)
                    return await outcomes.IncludedAsync(transaction, InBlock.WithoutResult(transaction, state.Height)).ConfigureAwait(false);
                why = $"its sequence {transaction.Sequence} was used by another transaction";
            }
            else if (state.Sequence <= transaction.Sequence && (ulong)state.Height > transaction.TimeoutHeight)
            {
                why = $"not in a block by height {transaction.TimeoutHeight}, its timeout height";
            }
            else
            {
                return null;
            }
        }
        catch (AlloraException)
        {
            return null;
        }

        return await outcomes.LostAsync(transaction, why).ConfigureAwait(false);
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
