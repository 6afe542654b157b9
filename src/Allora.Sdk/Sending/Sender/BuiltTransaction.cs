using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Sender;

/// <summary>Signed bytes with the price that they offer.</summary>
internal sealed record BuiltTransaction(SignedTransaction Signed, FeeQuote Quote, GasPrice ChainPrice, ulong? SimulatedGas)
{
    /// <param name="request">The request that it answers.</param>
    /// <param name="replaced">The bytes that it replaces, which may be in a block already; null if there are none.</param>
    /// <param name="height">The chain's height.</param>
    public PendingTransaction ToPending(SendRequest request, PendingTransaction? replaced, long height) => new()
    {
        Purpose = request.Purpose,
        TopicId = request.TopicId,
        Nonce = request.Nonce,
        Sequence = Signed.Sequence,
        Hash = Signed.Hash,
        Bytes = Signed.Bytes,
        TimeoutHeight = Signed.TimeoutHeight,
        Fee = Quote.Fee,
        GasLimit = Quote.GasLimit,
        SentAt = replaced is null ? height : 0,
        Value = request.Value,
        ChainPrice = ChainPrice,
        SimulatedGas = SimulatedGas,
        Replaces = replaced,
    };
}
