using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>The signature of a payload over the bundle's bytes, in addition to the transaction's signature.</summary>
internal static class InnerSignature
{
    /// <summary>Encodes and signs the payload into the message that submits it.</summary>
    public static async ValueTask<TransactionMessage> SignPayloadAsync(
        IPayloadEncoding encoding, WorkerPayload payload, IAlloraSigner signer, CancellationToken cancellationToken = default)
    {
        var bundle = encoding.Bundle(payload);
        var signature = await signer.SignAsync(bundle, cancellationToken).ConfigureAwait(false);
        return encoding.InsertWorkerPayload(payload, bundle, signature, PublicKeyHex(signer));
    }

    /// <summary>Encodes and signs a reputer's bundle into the message that submits it.</summary>
    public static async ValueTask<TransactionMessage> SignBundleAsync(
        IPayloadEncoding encoding, ReputerBundle bundle, IAlloraSigner signer, CancellationToken cancellationToken = default)
    {
        var bytes = ReputerBundleEncoding.Write(bundle);
        var signature = await signer.SignAsync(bytes, cancellationToken).ConfigureAwait(false);
        return encoding.InsertReputerPayload(bundle.Reputer, bytes, signature, PublicKeyHex(signer));
    }

    private static string PublicKeyHex(IAlloraSigner signer) =>
        signer is AlloraWallet wallet ? wallet.PublicKeyHex : Convert.ToHexStringLower(signer.PublicKey.Span);
}
