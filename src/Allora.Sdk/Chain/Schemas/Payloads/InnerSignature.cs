using Allora.Sdk.Transactions;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Signs a payload's bundle and wraps it in its message.</summary>
internal static class InnerSignature
{
    public static async ValueTask<TransactionMessage> SignPayloadAsync(
        IPayloadEncoding encoding, WorkerPayload payload, IAlloraSigner signer, CancellationToken cancellationToken)
    {
        var arranged = encoding.Arrange(payload);
        var bundle = encoding.Bundle(arranged);
        var signature = await signer.SignAsync(bundle, cancellationToken).ConfigureAwait(false);
        return encoding.InsertWorkerPayload(arranged, bundle, signature, Convert.ToHexStringLower(signer.PublicKey.Span));
    }
}
