namespace Allora.Sdk.Wallets;

/// <summary>
/// Signs for a wallet. The extension point for keys outside of this process: a key management service, a hardware key, a remote
/// signer. Implementations must be safe to call from several threads.
/// </summary>
public interface IAlloraSigner
{
    /// <summary>The compressed secp256k1 public key, 33 bytes.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>
    /// Signs SHA-256 of the message with ECDSA over secp256k1. The result is r||s, 64 bytes big-endian, with s in the lower
    /// half of the group order: the chain rejects the other half.
    /// </summary>
    /// <param name="message">The message itself, not its hash.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);
}
