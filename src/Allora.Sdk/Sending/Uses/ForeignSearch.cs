using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Encodings.Transactions;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Uses;

/// <summary>
/// Searches the blocks for the transactions behind a <see cref="SequenceGap"/>, a few blocks at each call. Only a signature of the wallet's key is a
/// proof; a node that merely reports a higher sequence stops nothing.
/// </summary>
internal sealed class ForeignSearch(AlloraClient client, AlloraWallet wallet, SequenceUses uses, ILogger logger)
{
    /// <summary>The most blocks that are read for one gap, the newest: about three hours of them.</summary>
    internal const long MostBlocks = 2000;

    private const int BlocksOfRound = 100;
    private const int MostFailures = 20;

    private SequenceGap? _gap;
    private HashSet<ulong> _found = [];
    private long _next;
    private int _failures;

    /// <summary>Reads the next blocks if there is something to find; returns the first transaction that was not signed here.</summary>
    public async Task<ForeignUse?> AdvanceAsync(ulong accountNumber, IReadOnlyCollection<ulong> pending, CancellationToken cancellationToken)
    {
        if (uses.Unexplained(pending) is not { } gap)
            return null;
        if (_gap is null || _gap.From != gap.From)
            Begin(gap);
        for (var read = 0; read < BlocksOfRound && _next <= _gap!.LastBlock; read++, _next++)
        {
            if (await ReadAsync(accountNumber, cancellationToken).ConfigureAwait(false) is { } foreign)
                return foreign;
        }

        if (_next > _gap!.LastBlock)
            End();
        return null;
    }

    private void Begin(SequenceGap gap)
    {
        (_gap, _found, _failures) = (gap, [], 0);
        _next = Math.Max(gap.FirstBlock, gap.LastBlock - MostBlocks + 1);
    }

    private void End()
    {
        var missing = _gap!.End - _gap.From - (ulong)_found.Count;
        if (missing > 0)
            UsesLog.Unexplained(logger, missing, wallet.Address, _gap.From, _gap.End - 1, Math.Max(_gap.FirstBlock, _gap.LastBlock - MostBlocks + 1), _gap.LastBlock);
        uses.Explain(_gap);
        _gap = null;
    }

    private async Task<ForeignUse?> ReadAsync(ulong accountNumber, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var transaction in await client.BlockSearch.TransactionsAsync(_next, cancellationToken).ConfigureAwait(false))
            {
                if (OuterSignature.SequenceIn(transaction, wallet, client.Network.ChainId, accountNumber, _gap!) is not { } sequence)
                    continue;
                _found.Add(sequence);
                var hash = TransactionEncoding.Hash(transaction);
                if (uses.IsOwn(hash))
                    continue;
                if (!uses.MayBeOfEarlierRun(_next))
                    return new ForeignUse { Hash = hash, Height = _next, Sequence = sequence };
                UsesLog.OfEarlierRun(logger, hash, sequence, wallet.Address);
            }
        }
        catch (AlloraException pruned) when (ErrorTexts.IsPruned(pruned.Message) || ++_failures > MostFailures)
        {
            // No node has the block: nothing is shown, and the next ones are read.
        }

        return null;
    }
}
