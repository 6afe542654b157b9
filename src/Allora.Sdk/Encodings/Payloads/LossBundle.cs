using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>A reputer's bundle.</summary>
internal sealed class LossBundle(IPayloadEncoding encoding, ReputerBundle bundle) : UnsignedBundle(bundle.TopicId, bundle.Nonce, encoding.ReputerPayloadType)
{
    public override IReadOnlyDictionary<string, string> Parts { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["losses"] = Digest(ReputerBundleEncoding.Write(bundle)) };

    public override ValueTask<TransactionMessage> SignAsync(IAlloraSigner signer, CancellationToken cancellationToken) =>
        InnerSignature.SignBundleAsync(encoding, bundle, signer, cancellationToken);
}
