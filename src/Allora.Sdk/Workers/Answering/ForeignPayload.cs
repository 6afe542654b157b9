using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;

namespace Allora.Sdk.Workers.Answering;

/// <summary>
/// Finds the transaction with a payload of this wallet that was never signed here. Its inner signature is verified: a node cannot invent one, so what is
/// found proves that somebody else has the key.
/// </summary>
internal static class ForeignPayload
{
    /// <summary>Searches the blocks of a window; returns the transaction's hash, or null if none is found.</summary>
    public static async Task<string?> FindAsync(WorkerServices services, long nonce, long windowEnd, string signed, CancellationToken cancellationToken)
    {
        try
        {
            var type = (await services.Client.GetSchemaAsync(cancellationToken).ConfigureAwait(false)).Payloads.WorkerPayloadType;
            for (var height = nonce + 1; height <= Math.Min(windowEnd, services.Blocks.Height); height++)
            {
                var reply = await services.Client.Services.Tendermint.GetBlockByHeightAsync(new GetBlockByHeightRequest { Height = height }, cancellationToken: cancellationToken).ResponseAsync.ConfigureAwait(false);
                foreach (var transaction in reply.Block?.Data?.Txs ?? [])
                {
                    if (SubmittedPayload.Of(transaction, type).Any(payload => IsForeign(payload)))
                        return TransactionEncoding.Hash(transaction.ToByteArray());
                }
            }
        }
        catch (AlloraException exception)
        {
            WorkerLog.PollFailed(services.Logger, services.Options.TopicId, exception.Message);
        }

        return null;

        bool IsForeign(SubmittedPayload payload) =>
            payload.Worker == services.Wallet.Address && payload.TopicId == services.Options.TopicId && payload.Nonce == nonce
            && payload.Inference is { } inference && inference != signed && services.Wallet.Verifies(payload.Bundle, payload.Signature);
    }
}
