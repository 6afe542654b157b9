using System.Text.Json;
using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Chain.Events;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Chain.Transport.Http;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Encodings.Transactions;

namespace Allora.Sdk.Chain.Queries;

/// <summary>
/// Finds transactions in blocks, for nodes without an index: a block holds the raw bytes, whose hash is known, and the results of a block are in
/// the order of its transactions.
/// </summary>
internal sealed class BlockSearch(ChainCalls calls, RpcNodes rpc)
{
    /// <summary>The raw transactions of a block, in its order.</summary>
    /// <exception cref="AlloraException">No node has the block.</exception>
    public Task<IReadOnlyList<byte[]>> TransactionsAsync(long height, CancellationToken cancellationToken) =>
        NodeQueries.GetBlockTransactionsAsync(calls, height, cancellationToken);

    /// <summary>The first of the hashes that a block holds, with its result if a node has it; null if the block holds none.</summary>
    /// <exception cref="AlloraException">No node has the block.</exception>
    public async Task<TransactionReceipt?> FindAsync(IReadOnlyCollection<string> hashes, long height, CancellationToken cancellationToken)
    {
        var transactions = await TransactionsAsync(height, cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < transactions.Count; index++)
        {
            var bytes = transactions[index];
            var hash = TransactionEncoding.Hash(bytes);
            if (hashes.Contains(hash))
                return await ResultAsync(hash, bytes, height, index, transactions.Count, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<TransactionReceipt> ResultAsync(string hash, byte[] bytes, long height, int index, int count, CancellationToken cancellationToken)
    {
        try
        {
            return await rpc.BlockResultsAsync(height, results => Read(results, hash, bytes, height, index, count), cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException without) when (!without.IsTransient || ErrorTexts.IsPruned(without.Message))
        {
            // No endpoint serves results, or the node does not keep them.
            return new TransactionReceipt { Hash = hash, Height = height, GasWanted = 0, GasUsed = 0, IsResultKnown = false };
        }
    }

    private static TransactionReceipt Read(JsonElement results, string hash, byte[] bytes, long height, int index, int count)
    {
        var all = RpcJson.List(results, "txs_results").ToList();
        // The two replies may be from different nodes.
        if (RpcJson.Number(results, "height") != height || all.Count != count)
            throw new JsonException("the results are those of another block");
        return ReceiptReply.Read(RpcTransactions.Found(hash, height, bytes, all[index]), hash);
    }
}
