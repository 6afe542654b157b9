using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Transactions;

/// <summary>A draft's bytes: those to sign, and those to simulate in the meantime.</summary>
internal sealed class UnsignedTransaction(TransactionDraft draft, byte[] body, byte[] authInfo)
{
    /// <summary>The transaction with an empty signature, which nodes simulate like a signed one.</summary>
    public byte[] ToSimulate() => TransactionEncoding.Raw(body, authInfo, []);

    public async ValueTask<SignedTransaction> SignAsync(IAlloraSigner signer, CancellationToken cancellationToken)
    {
        var signed = TransactionEncoding.SignDoc(body, authInfo, draft.ChainId, draft.AccountNumber);
        var signature = await signer.SignAsync(signed, cancellationToken).ConfigureAwait(false);
        var raw = TransactionEncoding.Raw(body, authInfo, signature);
        return new SignedTransaction(raw, TransactionEncoding.Hash(raw), draft.Sequence, draft.Fee, draft.TimeoutHeight);
    }
}
