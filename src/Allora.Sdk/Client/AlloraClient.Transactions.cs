using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Grpc.Core;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>
    /// Simulates a transaction on the latest state without sending it. It ignores fee and gas limit, and is the only
    /// free check of a transaction's result in a block.
    /// </summary>
    /// <param name="tx">The transaction: a TxRaw, signed, or with an empty signature.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The chain rejected it, or no node could be reached.</exception>
    public Task<SimulationResult> SimulateAsync(ReadOnlyMemory<byte> tx, CancellationToken cancellationToken = default) =>
        SimulateSinceAsync(tx, neededHeight: 0, cancellationToken);

    /// <summary>Simulates a transaction that depends on a block: a refusal of a node that does not have the block yet is not returned while there is time.</summary>
    internal async Task<SimulationResult> SimulateSinceAsync(ReadOnlyMemory<byte> tx, long neededHeight, CancellationToken cancellationToken)
    {
        var (gas, height) = await _calls.CallSinceAsync(ChainMethods.Simulate, new TransactionBytes(tx), neededHeight, cancellationToken)
            .ConfigureAwait(false);
        return new SimulationResult { GasUsed = gas.Value, Height = height };
    }

    /// <summary>
    /// Sends a transaction to a node, and also to another one if the first does not answer. A rejection is part of the result, not an exception.
    /// </summary>
    /// <param name="tx">The transaction: a signed TxRaw.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">
    /// No node could be reached, or none returned a conclusive result: the transaction may have arrived. Its hash is in
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

    /// <summary>Gets a transaction's outcome (GetTx); null if it is pending or unknown to the node.</summary>
    /// <param name="hash">Its hash, upper-case hexadecimal.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">No node could be reached, or none answered in time.</exception>
    public async Task<TransactionReceipt?> GetTransactionAsync(string hash, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hash);
        try
        {
            return await _calls.CallAsync(ChainMethods.GetTx(hash), new GetTxRequest { Hash = hash }, cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException unknown) when (unknown.Status == StatusCode.NotFound)
        {
            return null;
        }
    }
}
