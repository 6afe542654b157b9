using System.Diagnostics.CodeAnalysis;
using Allora.Sdk.Wallets;
using Secp256k1Net;

namespace Allora.Sdk.Native;

/// <summary>
/// secp256k1 in native code, by libsecp256k1: 15 to 30 us for a signature, without allocations; managed code takes eight times as
/// long. Signatures are identical. Pass it when you create a wallet:
/// <c>AlloraWallet.FromKeyFile("worker.key", curve: NativeSecp256k1.Load())</c>.
/// </summary>
public sealed class NativeSecp256k1 : ISecp256k1
{
    private const int PrivateKeyLength = 32;
    private const int PublicKeyLength = 33;
    private const int HashLength = 32;
    private const int SignatureLength = 64;

    // libsecp256k1's own forms of a public key and of a signature.
    private const int RawLength = 64;

    // One context for the process, which threads may share. The static methods of Secp256k1.Net keep one for each thread and never free it.
    private static readonly Lazy<LoadedCurve> Shared = new(static () => LoadedCurve.Open(LoadLibrary));

    private readonly Secp256k1 _library;

    internal NativeSecp256k1(Secp256k1 library) => _library = library;

    /// <summary>Returns the native curve, the same at every call. The library is loaded and tested at the first one.</summary>
    /// <exception cref="AlloraException">The library is missing, does not load or computes wrong results (<see cref="AlloraErrorReason.NativeCodeUnavailable"/>).</exception>
    public static NativeSecp256k1 Load() => Shared.Value.Require();

    /// <summary>Gets the native curve if there is one, for programs that otherwise continue with managed code.</summary>
    /// <param name="curve">The curve, the same at every call.</param>
    /// <param name="problem">Why there is none, for people.</param>
    public static bool TryLoad([NotNullWhen(true)] out NativeSecp256k1? curve, [NotNullWhen(false)] out string? problem)
    {
        (curve, problem) = (Shared.Value.Curve, Shared.Value.Problem);
        return curve is not null;
    }

    /// <inheritdoc/>
    public bool TryGetPublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(publicKey.Length, PublicKeyLength);
        Span<byte> raw = stackalloc byte[RawLength];
        nuint length = PublicKeyLength;
        // The library would read only 32 bytes of a longer input.
        return privateKey.Length == PrivateKeyLength
            && _library.EcPubkeyCreate(raw, privateKey)
            && _library.EcPubkeySerialize(publicKey, ref length, raw, Secp256k1EcFlags.Compressed);
    }

    /// <inheritdoc/>
    public void Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(privateKey.Length, PrivateKeyLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, HashLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(signature.Length, SignatureLength);
        Span<byte> raw = stackalloc byte[RawLength];
        if (!_library.EcdsaSign(raw, hash, privateKey) || !_library.EcdsaSignatureSerializeCompact(signature, raw))
            throw new ArgumentException("The bytes are not a private key of secp256k1", nameof(privateKey));
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeyLength || hash.Length != HashLength || signature.Length != SignatureLength)
            return false;
        Span<byte> rawKey = stackalloc byte[RawLength];
        Span<byte> rawSignature = stackalloc byte[RawLength];
        return _library.EcPubkeyParse(rawKey, publicKey)
            && _library.EcdsaSignatureParseCompact(rawSignature, signature)
            && _library.EcdsaVerify(rawSignature, hash, rawKey);
    }

    private static Secp256k1 LoadLibrary() => LibraryFile.FindTruncated() is { } file
        ? throw new BadImageFormatException($"{file} is truncated")
        : new Secp256k1(IgnoreCallback);

    // Secp256k1.Net's own callback prints to the console, and an exception must not cross native code. Invalid arguments return false.
    private static void IgnoreCallback(string message, nint data)
    {
    }
}
