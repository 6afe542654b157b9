namespace Allora.Sdk.Wallets;

/// <summary>
/// An implementation of secp256k1 for signing and verifying. By default, a wallet uses managed code; the package
/// Allora.Sdk.Native has a native implementation, which is eight times faster. Implementations keep no copy of a key, check the
/// lengths of their arguments, and are safe to call from several threads.
/// </summary>
public interface ISecp256k1
{
    /// <summary>Computes the public key of a private key.</summary>
    /// <param name="privateKey">The private key.</param>
    /// <param name="publicKey">Receives the compressed public key, 33 bytes.</param>
    /// <returns>False if the bytes are not a private key: 32 bytes, a number above zero and below the order of the group.</returns>
    public bool TryGetPublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey);

    /// <summary>
    /// Signs a hash. The nonce is that of RFC 6979 with HMAC-SHA-256 and no further data, and s is in the lower half of the
    /// group order, so equal inputs give equal bytes in every implementation.
    /// </summary>
    /// <param name="privateKey">A valid private key, 32 bytes.</param>
    /// <param name="hash">The hash, 32 bytes.</param>
    /// <param name="signature">Receives r||s, 64 bytes big-endian.</param>
    /// <exception cref="ArgumentException">The private key is not valid, or a length is wrong.</exception>
    public void Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> hash, Span<byte> signature);

    /// <summary>Verifies a signature.</summary>
    /// <param name="publicKey">The compressed public key, 33 bytes.</param>
    /// <param name="hash">The hash, 32 bytes.</param>
    /// <param name="signature">r||s, 64 bytes big-endian.</param>
    /// <returns>Also false if the key or the signature is malformed, or if s is high: the chain rejects such a signature.</returns>
    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature);
}
