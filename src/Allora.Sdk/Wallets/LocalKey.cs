using System.Security.Cryptography;

namespace Allora.Sdk.Wallets;

/// <summary>
/// A private key in this process, in a pinned buffer that is zeroed on disposal. What the curve arithmetic copies while it
/// signs is out of reach and left to the garbage collector.
/// </summary>
internal sealed class LocalKey : IAlloraSigner, IDisposable
{
    private readonly Lock _lock = new();
    private readonly byte[] _key = GC.AllocateArray<byte>(Scalar.Length, pinned: true);
    private readonly byte[] _publicKey = new byte[Secp256k1.PublicKeyLength];
    private bool _disposed;

    public LocalKey(ReadOnlySpan<byte> privateKey)
    {
        if (!Scalar.IsValid(privateKey))
            throw new WalletException("A private key is 32 bytes: a number above zero and below the group order of secp256k1");
        privateKey.CopyTo(_key);
        Secp256k1.WritePublicKey(_key, _publicKey);
    }

    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<byte[]>(cancellationToken);
        Span<byte> key = stackalloc byte[Scalar.Length];
        CopyTo(key);
        var signature = Secp256k1.Sign(key, message.Span);
        CryptographicOperations.ZeroMemory(key);
        return ValueTask.FromResult(signature);
    }

    /// <summary>Copies the key; the caller zeroes the copy.</summary>
    public void CopyTo(Span<byte> target)
    {
        // Without the lock, a disposal half way through would give a key that nobody owns.
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
