using Allora.Sdk.Chain.Errors;

namespace Allora.Sdk.Sending.Sender;

/// <summary>
/// Looks for one transaction, or those that it replaced: by hash, and in the blocks themselves if a node has no index of transactions. Each block is
/// read once.
/// </summary>
internal sealed class InclusionSearch(AlloraClient client, PendingTransaction transaction)
{
    // The most blocks that are read after a restart.
    private const long MostBlocks = 2000;

    private readonly HashSet<string> _hashes = [.. Generations(transaction).Select(static bytes => bytes.Hash)];
    private long _next;

    /// <summary>Whether a node has no index, so that only blocks show what is included.</summary>
    public bool HasNoIndex { get; private set; }

    /// <summary>Whether a block could not be read because no node keeps it: that the bytes were not found shows nothing.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Where the search in blocks begins: the height before the broadcast, as far as it is known.</summary>
    public void Begin(long height) => _next = Math.Max(1, Math.Max(height, (long)transaction.TimeoutHeight - MostBlocks));

    /// <summary>Looks the transaction up by its hash, then in the blocks up to a height if there is no index.</summary>
    /// <exception cref="AlloraException">No node answered.</exception>
    public async Task<InBlock?> FindAsync(long height, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var bytes in Generations(transaction))
            {
                // Bytes that a block rejected cost nothing and may be included yet: they are treated like missing ones.
                if (await client.GetTransactionAsync(bytes.Hash, cancellationToken).ConfigureAwait(false) is { FailedWithoutFee: false } receipt)
                    return new InBlock(receipt, bytes);
            }

            return null;
        }
        catch (AlloraException none) when (ErrorTexts.IsWithoutIndex(none.Message))
        {
            HasNoIndex = true;
            return await FindInBlocksAsync(height, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the blocks that were not read yet, up to a height or the transaction's timeout.</summary>
    /// <exception cref="AlloraException">No node answered.</exception>
    public async Task<InBlock?> FindInBlocksAsync(long height, CancellationToken cancellationToken)
    {
        // Right after a start no height is known yet.
        if (height == 0)
            height = (await client.GetBlockHeaderAsync(null, cancellationToken).ConfigureAwait(false)).Height;
        var last = Math.Min(height, (long)Math.Min(transaction.TimeoutHeight, long.MaxValue));
        for (; _next <= last; _next++)
        {
            try
            {
                if (await client.BlockSearch.FindAsync(_hashes, _next, cancellationToken).ConfigureAwait(false) is { FailedWithoutFee: false } receipt)
                    return new InBlock(receipt, Generations(transaction).First(bytes => bytes.Hash == receipt.Hash));
            }
            catch (AlloraException pruned) when (ErrorTexts.IsPruned(pruned.Message))
            {
                // No node has it any more: the sequence decides.
                IsIncomplete = true;
            }
        }

        return null;
    }

    private static IEnumerable<PendingTransaction> Generations(PendingTransaction newest)
    {
        for (var bytes = newest; bytes is not null; bytes = bytes.Replaces)
            yield return bytes;
    }
}
