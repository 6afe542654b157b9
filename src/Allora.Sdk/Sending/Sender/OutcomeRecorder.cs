using Allora.Sdk.Chain;
using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sender;

/// <summary>Records the outcomes of transactions: for the sequences, the learned gas, the day's spending, the counts and the journal.</summary>
internal sealed class OutcomeRecorder(
    AlloraClient client, AccountView account, GasPriceCache prices, GasLedger gas, SpendingLedger spending, SenderCounts counts, WalletJournal journal, ILogger logger)
{
    /// <summary>A block has the transaction, which decides all bytes of this sequence.</summary>
    public async Task<Confirmation> IncludedAsync(PendingTransaction transaction, InBlock found)
    {
        var (receipt, included) = (found.Receipt, found.Included);
        account.Settled(transaction, receipt.Height);
        if (included.SimulatedGas is { } simulated && receipt.IsResultKnown)
            LearnGas(included, simulated, receipt);
        if (included.ChainPrice is { } price)
            prices.Paid(price);
        // If two callers followed the transaction, the journal too counts its fee once.
        var isFirst = spending.Settle(transaction.Root, included.Fee);
        counts.Closed(included, receipt);
        TransactionTelemetry.InBlock(included, account.Address, receipt);
        await WriteAsync(transaction, bytes => bytes.Hash == included.Hash ? receipt : null, isFirst).ConfigureAwait(false);
        return found;
    }

    /// <summary>These bytes are in no block, and can never be.</summary>
    public async Task<Confirmation> LostAsync(PendingTransaction transaction, string why)
    {
        account.Release(transaction);
        spending.Settle(transaction.Root, UAllo.Zero);
        counts.Closed(transaction, receipt: null);
        SenderLog.Expired(logger, transaction.Hash, why);
        await WriteAsync(transaction, static _ => null, isFirst: false).ConfigureAwait(false);
        return new Expired(why);
    }

    /// <summary>A node's check refused bytes that were sent to it alone: they are in no mempool, and their sequence is free, or again that of the first bytes.</summary>
    public async Task RefusedAsync(PendingTransaction transaction, uint code)
    {
        account.Withdraw(transaction);
        counts.Withdrawn(transaction);
        if (transaction.Replaces is null)
            spending.Settle(transaction.Root, UAllo.Zero);
        await journal.AppendAsync(Resolved(transaction) with { Code = code }, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task WriteAsync(PendingTransaction transaction, Func<PendingTransaction, TransactionReceipt?> receiptOf, bool isFirst)
    {
        for (var bytes = transaction; bytes is not null; bytes = bytes.Replaces)
        {
            var receipt = receiptOf(bytes);
            var record = Resolved(bytes) with
            {
                Height = receipt?.Height,
                Code = receipt?.Error?.Code,
                Fee = receipt is null ? null : isFirst ? bytes.Fee : UAllo.Zero,
            };
            await journal.AppendAsync(record, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private JournalRecord Resolved(PendingTransaction transaction) =>
        new() { Kind = JournalRecordKind.Resolved, Time = client.Time.GetUtcNow(), Hash = transaction.Hash };

    private void LearnGas(PendingTransaction transaction, ulong simulated, TransactionReceipt receipt)
    {
        if (receipt.Error is null)
            gas.Used(transaction.Purpose, simulated, receipt.GasUsed);
        else if (receipt.Error.Reason == AlloraErrorReason.OutOfGas)
            gas.RanOut(transaction.Purpose, simulated, transaction.GasLimit);
    }
}
