using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Sender;

/// <summary>Signed bytes with the price that they offer.</summary>
internal sealed record BuiltTransaction(SignedTransaction Signed, FeeQuote Quote, GasPrice ChainPrice, ulong? SimulatedGas)
{
    public PendingTransaction ToPending(SendRequest request, PendingTransaction? replaced) => new()
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
        Value = request.Value,
        ChainPrice = ChainPrice,
        SimulatedGas = SimulatedGas,
        Replaces = replaced,
    };
}
