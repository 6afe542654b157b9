using System.Security.Cryptography;

namespace Allora.Sdk.Wallets;

/// <summary>
/// A private key in this process, in a pinned buffer that is zeroed on disposal. Copies that the curve's implementation makes
/// while it signs cannot be zeroed and are left to the garbage collector.
/// </summary>
internal sealed class LocalKey : IAlloraSigner, IDisposable
{
    private readonly Lock _lock = new();
    private readonly byte[] _key = GC.AllocateArray<byte>(KeyLengths.PrivateKey, pinned: true);
    private readonly byte[] _publicKey = new byte[KeyLengths.PublicKey];
    private readonly ISecp256k1 _curve;
    private bool _disposed;

    public LocalKey(ReadOnlySpan<byte> privateKey, ISecp256k1 curve)
    {
        if (privateKey.Length != KeyLengths.PrivateKey || !curve.TryGetPublicKey(privateKey, _publicKey))
            throw new WalletException("A private key is 32 bytes: a number above zero and below the group order of secp256k1");
        _curve = curve;
        // Last, so that no later failure can leave the copy behind.
        privateKey.CopyTo(_key);
    }

    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<byte[]>(cancellationToken);
        Span<byte> key = stackalloc byte[KeyLengths.PrivateKey];
        Span<byte> hash = stackalloc byte[KeyLengths.Hash];
        try
        {
            CopyTo(key);
            SHA256.HashData(message.Span, hash);
            var signature = new byte[KeyLengths.Signature];
            _curve.Sign(key, hash, signature);
            return ValueTask.FromResult(signature);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Copies the key; the caller zeroes the copy.</summary>
    public void CopyTo(Span<byte> target)
    {
        // Without the lock, a concurrent disposal could leave a copy that is never zeroed.
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _key.CopyTo(target);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            CryptographicOperations.ZeroMemory(_key);
        }
    }
}
