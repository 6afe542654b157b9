using Allora.Sdk.Transactions;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Payloads carry a signature of their own, over the bundle's bytes, beside the transaction's.</summary>
internal static class InnerSignature
{
    /// <summary>Encodes and signs the payload into the message that submits it.</summary>
    public static async ValueTask<TransactionMessage> SignPayloadAsync(
        IPayloadEncoding encoding, WorkerPayload payload, IAlloraSigner signer, CancellationToken cancellationToken = default)
    {
        var bundle = encoding.Bundle(payload);
        var signature = await signer.SignAsync(bundle, cancellationToken).ConfigureAwait(false);
        var publicKeyHex = signer is AlloraWallet wallet ? wallet.PublicKeyHex : Convert.ToHexStringLower(signer.PublicKey.Span);
        return encoding.InsertWorkerPayload(payload, bundle, signature, publicKeyHex);
    }
}
