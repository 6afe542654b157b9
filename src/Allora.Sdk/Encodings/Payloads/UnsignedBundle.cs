using System.Security.Cryptography;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>
/// A bundle for one nonce, before its signature. Signed, it is a bearer instrument: whoever has the bytes can submit them. So it is signed by the
/// wallet's book of bundles alone, which never signs a second statement for the same part of a nonce.
/// </summary>
internal abstract class UnsignedBundle(ulong topicId, long nonce, string typeUrl)
{
    public ulong TopicId => topicId;

    public long Nonce => nonce;

    /// <summary>The type of the message, which names the version of the emissions module.</summary>
    public string TypeUrl => typeUrl;

    /// <summary>What the bundle states: a digest for each part (an inference, a forecast, losses), the same in every version.</summary>
    public abstract IReadOnlyDictionary<string, string> Parts { get; }

    public abstract ValueTask<TransactionMessage> SignAsync(IAlloraSigner signer, CancellationToken cancellationToken);

    protected static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes)[..16]);
}
