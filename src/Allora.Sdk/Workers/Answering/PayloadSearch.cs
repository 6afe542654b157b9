using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Encodings.Transactions;
using Google.Protobuf;

namespace Allora.Sdk.Workers.Answering;

/// <summary>
/// Finds the transaction with a payload of this wallet for a nonce. Its inner signature is verified: a node cannot invent one, so a payload that was never
/// signed here proves that somebody else has the key.
/// </summary>
internal static class PayloadSearch
{
    // The most blocks that are read, the newest: about three hours of them.
    private const long MostBlocks = 2000;

    /// <summary>A payload in a block.</summary>
    /// <param name="Hash">The transaction's hash.</param>
    /// <param name="Height">The block's height.</param>
    /// <param name="IsForeign">Whether another statement was signed here.</param>
    public sealed record Found(string Hash, long Height, bool IsForeign);

    /// <summary>Searches the blocks of a window: returns the first payload that was not signed here, else one that was; null if there is none.</summary>
    /// <param name="services">The worker's services.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="windowEnd">The last height of its window.</param>
    /// <param name="signed">The digest of what was signed here.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static async Task<Found?> FindAsync(WorkerServices services, long nonce, long windowEnd, string signed, CancellationToken cancellationToken)
    {
        Found? own = null;
        try
        {
            var type = (await services.Client.Schemas.GetAsync(cancellationToken).ConfigureAwait(false)).Payloads.WorkerPayloadType;
            var last = Math.Min(windowEnd, services.Blocks.Height);
            for (var height = Math.Max(nonce + 1, last - MostBlocks + 1); height <= last; height++)
            {
                foreach (var transaction in await BlockAsync(services, height, cancellationToken).ConfigureAwait(false))
                {
                    var payload = SubmittedPayload.Of(UnsafeByteOperations.UnsafeWrap(transaction), type).FirstOrDefault(IsOfWallet);
                    if (payload is null)
                        continue;
                    var found = new Found(TransactionEncoding.Hash(transaction), height, payload.Inference != signed);
                    if (found.IsForeign)
                        return found;
                    own ??= found;
                }
            }
        }
        catch (AlloraException exception)
        {
            WorkerLog.PollFailed(services.Logger, services.Options.TopicId, exception.Message);
        }

        return own;

        bool IsOfWallet(SubmittedPayload payload) =>
            payload.Worker == services.Wallet.Address && payload.TopicId == services.Options.TopicId && payload.Nonce == nonce
            && payload.Inference is not null && services.Wallet.Verifies(payload.Bundle, payload.Signature);
    }

    private static async Task<IReadOnlyList<byte[]>> BlockAsync(WorkerServices services, long height, CancellationToken cancellationToken)
    {
        try
        {
            return await services.Client.BlockSearch.TransactionsAsync(height, cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException pruned) when (ErrorTexts.IsPruned(pruned.Message))
        {
            return [];
        }
    }
}
