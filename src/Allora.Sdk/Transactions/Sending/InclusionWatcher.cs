using Allora.Sdk.Chain;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Transactions.Fees;
using Allora.Sdk.Transactions.Journal;
using Allora.Sdk.Workers;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Transactions.Sending;

/// <summary>Follows bytes that left until their fate is known: looked up by hash with each block, sent again while they are missing.</summary>
internal sealed class InclusionWatcher(
    AlloraClient client, TransactionSender sender, AccountView account, GasLedger gas, ISubmissionJournal journal, BlockHub blocks, ILogger logger)
{
    // A block is indexed some 7 to 14 ms after its event: later looks follow quickly, then the next block is waited for.
    private static readonly TimeSpan[] IndexerLag = [TimeSpan.Zero, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(60)];

    private const long BlocksBeforeResend = 2;

    public async Task<Confirmation> WatchAsync(PendingTransaction transaction, bool sendAtOnce, CancellationToken cancellationToken)
    {
        using var span = StageSpan.Begin(client.Time, transaction.TopicId, SubmissionStage.Confirmation);
        var seen = blocks.Height;
        var resendAt = sendAtOnce ? seen : seen + BlocksBeforeResend;
        while (true)
        {
            if (await LookAsync(transaction, seen, cancellationToken).ConfigureAwait(false) is { } receipt)
                return await SettleAsync(transaction, new InBlock(receipt)).ConfigureAwait(false);
            if (await OutOfReachAsync(transaction, cancellationToken).ConfigureAwait(false) is { } why)
                return await SettleAsync(transaction, new OutOfReach(why)).ConfigureAwait(false);
            if (seen >= resendAt && (ulong)seen < transaction.TimeoutHeight)
            {
                resendAt = seen + BlocksBeforeResend;
                if ((await sender.ResendAsync(transaction, cancellationToken).ConfigureAwait(false)).Error is { } error)
                    SenderLog.ResendRefused(logger, transaction.Hash, error.Log);
            }

            seen = await blocks.NextAsync(seen, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<TransactionReceipt?> LookAsync(PendingTransaction transaction, long height, CancellationToken cancellationToken)
    {
        foreach (var wait in IndexerLag)
        {
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, client.Time, cancellationToken).ConfigureAwait(false);
            try
            {
                if (await client.GetTransactionAsync(transaction.Hash, cancellationToken).ConfigureAwait(false) is { } receipt)
                    return receipt;
            }
            catch (AlloraException)
            {
                // Unreachable for now: the next block or the next poll asks again.
                return null;
            }

            if (blocks.Height > height)
                return null;
        }

        return null;
    }

    // Only a node that has committed the timeout height itself may say so; the account's sequence then tells the two cases apart.
    private async Task<string?> OutOfReachAsync(PendingTransaction transaction, CancellationToken cancellationToken)
    {
        if ((ulong)blocks.Height <= transaction.TimeoutHeight + 1)
            return null;
        try
        {
            var state = await account.LoadAsync(cancellationToken).ConfigureAwait(false);
            if ((ulong)state.Height <= transaction.TimeoutHeight)
                return null;
            if (state.Sequence <= transaction.Sequence)
                return $"not in a block by height {transaction.TimeoutHeight}, where it timed out";
            return await client.GetTransactionAsync(transaction.Hash, cancellationToken).ConfigureAwait(false) is null
                ? $"its sequence {transaction.Sequence} was used by another transaction"
                : null;
        }
        catch (AlloraException)
        {
            return null;
        }
    }

    private async Task<Confirmation> SettleAsync(PendingTransaction transaction, Confirmation fate)
    {
        var receipt = (fate as InBlock)?.Receipt;
        if (receipt is not null)
            account.Settled(transaction);
        else
            account.Release(transaction);
        if (receipt is not null)
            TransactionTelemetry.InBlock(transaction, account.Address, receipt);
        if (receipt is not null && transaction.SimulatedGas is { } simulated)
            LearnGas(transaction, simulated, receipt);
        if (fate is OutOfReach { Why: var why })
            SenderLog.OutOfReach(logger, transaction.Hash, why);
        await journal.AppendAsync(
            new JournalRecord
            {
                Kind = JournalRecordKind.Resolved,
                Time = client.Time.GetUtcNow(),
                Hash = transaction.Hash,
                Height = receipt?.Height,
                Code = receipt?.Error?.Code,
            },
            CancellationToken.None).ConfigureAwait(false);
        return fate;
    }

    private void LearnGas(PendingTransaction transaction, ulong simulated, TransactionReceipt receipt)
    {
        if (receipt.Error is null)
            gas.Used(transaction.Purpose, simulated, receipt.GasUsed);
        else if (receipt.Error.Reason == AlloraErrorReason.OutOfGas)
            gas.RanOut(transaction.Purpose, simulated, transaction.GasLimit);
    }
}
