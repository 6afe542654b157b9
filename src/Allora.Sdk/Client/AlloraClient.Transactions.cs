using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Grpc.Core;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>
    /// Runs a transaction on the latest state without sending it. It takes the signed bytes, ignores fee and gas limit, and is the only
    /// free check of what a block would make of the transaction.
    /// </summary>
    /// <param name="tx">The transaction: a TxRaw, signed, or with an empty signature.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">The chain refuses it, or could not be asked.</exception>
    public async Task<SimulationResult> SimulateAsync(ReadOnlyMemory<byte> tx, CancellationToken cancellationToken = default)
    {
        var (gas, height) = await _calls.CallWithHeightAsync(ChainMethods.Simulate, new TransactionBytes(tx), cancellationToken)
            .ConfigureAwait(false);
        return new SimulationResult(gas.Value, height);
    }

    /// <summary>
    /// Hands a transaction to a node; where that one is silent or broken, to another as well. A refusal is part of the result, not an exception.
    /// </summary>
    /// <param name="tx">The transaction: a signed TxRaw.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">
    /// No node could be asked, or none gave a verdict that counts: the transaction may have arrived. Its hash is in
    /// <see cref="AlloraException.TransactionHash"/>; broadcasting the same bytes again is safe.
    /// </exception>
    public async Task<BroadcastResult> BroadcastAsync(ReadOnlyMemory<byte> tx, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _calls.DeliverAsync(
                ChainMethods.Broadcast, new TransactionBytes(tx), static answer => answer.Error is null or { Reason: AlloraErrorReason.AlreadyKnown }, cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException failure)
        {
            failure.TransactionHash = TransactionEncoding.Hash(tx.Span);
            throw;
        }
    }

    /// <summary>A transaction's outcome (GetTx); null while it is pending, and when the node does not know it.</summary>
    /// <param name="hash">Its hash, upper-case hexadecimal.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">The chain could not be asked.</exception>
    public async Task<TransactionReceipt?> GetTransactionAsync(string hash, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hash);
        try
        {
            return await _calls.CallAsync(ChainMethods.GetTx, new GetTxRequest { Hash = hash }, cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException unknown) when (unknown.Status == StatusCode.NotFound)
        {
            return null;
        }
    }
}
