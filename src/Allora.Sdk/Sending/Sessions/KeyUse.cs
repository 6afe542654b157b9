using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Uses;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>
/// Whether something else uses the wallet's key. A transaction that proves it is journaled, and stops the payments of this run and of later ones, unless
/// the options accept it.
/// </summary>
internal sealed class KeyUse(AlloraClient client, AlloraWallet wallet, WalletOptions options, WalletJournal journal, SequenceUses uses, ILogger logger)
{
    private readonly ForeignSearch _search = new(client, wallet, uses, logger);

    /// <summary>Reads what earlier runs signed, and what they found.</summary>
    public void Restore(IReadOnlyList<JournalRecord> records, JournalState restored)
    {
        foreach (var hash in restored.Signed.Concat(options.AcceptedTransactions.Select(static hash => hash.ToUpperInvariant())))
            uses.Signed(hash);
        if (restored.Highest is var (sequence, height))
            uses.Restore(sequence, height);
        foreach (var record in records)
        {
            if (ForeignUse.From(record) is { } use && !IsAccepted(use))
                Stop(use);
        }
    }

    /// <summary>Searches for the transactions behind sequences that nothing of the journal has used; does nothing if there are none.</summary>
    public async Task CheckAsync(AccountView account, CancellationToken cancellationToken)
    {
        if (journal.Stopped is null && account.KnownNumber is { } number
            && await _search.AdvanceAsync(number, [.. account.Pending.Select(static pending => pending.Sequence)], cancellationToken).ConfigureAwait(false) is { } use)
            await FoundAsync(use).ConfigureAwait(false);
    }

    /// <summary>Stops the payments, and journals why.</summary>
    public async ValueTask FoundAsync(ForeignUse use)
    {
        if (IsAccepted(use))
        {
            UsesLog.Accepted(logger, wallet.Address, use.Hash!);
            return;
        }

        // Stopped first: the journal may be slow.
        var isFirst = journal.Stopped is null;
        Stop(use);
        if (isFirst)
            await journal.AppendAsync(use.ToRecord(client.Time.GetUtcNow()), CancellationToken.None).ConfigureAwait(false);
    }

    private void Stop(ForeignUse use)
    {
        var why = use.Describe(wallet.Address);
        UsesLog.StoppedPaying(logger, wallet.Address, why);
        journal.Stop(new AlloraException(AlloraErrorReason.UsedElsewhere, isTransient: false, why));
    }

    private bool IsAccepted(ForeignUse use) => use.Hash is { } hash && options.AcceptedTransactions.Contains(hash, StringComparer.OrdinalIgnoreCase);
}
