using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Tx.Signing.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.Sending.Uses;

/// <summary>
/// The proof that a wallet's key signed a raw transaction. Only the mode in which the signed bytes are those of the transaction (direct) is verified; the
/// public key may be left out of a transaction whose account has one.
/// </summary>
internal static class OuterSignature
{
    /// <summary>The sequence that the wallet's key signed in the transaction for; null if its signature is not in it.</summary>
    public static ulong? SequenceIn(ReadOnlySpan<byte> transaction, AlloraWallet wallet, string chainId, ulong accountNumber, SequenceGap gap)
    {
        try
        {
            var raw = TxRaw.Parser.ParseFrom(transaction);
            var signers = AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes).SignerInfos;
            for (var i = 0; i < Math.Min(signers.Count, raw.Signatures.Count); i++)
            {
                // First what costs nothing: a signature takes a fraction of a millisecond to verify.
                if (signers[i].Sequence < gap.From || signers[i].Sequence >= gap.End || signers[i].ModeInfo?.Single?.Mode != SignMode.Direct)
                    continue;
                if (wallet.Verifies(TransactionEncoding.SignDoc(raw.BodyBytes.Span, raw.AuthInfoBytes.Span, chainId, accountNumber), raw.Signatures[i].Span))
                    return signers[i].Sequence;
            }
        }
        catch (InvalidProtocolBufferException)
        {
            // Bytes that are no transaction: a block can hold any.
        }

        return null;
    }
}
