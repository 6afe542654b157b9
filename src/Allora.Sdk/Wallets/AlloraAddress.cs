using System.Diagnostics.CodeAnalysis;
using NBitcoin.Crypto;

namespace Allora.Sdk.Wallets;

/// <summary>
/// Addresses of accounts that a key controls: bech32 in lower case over the 20 bytes RIPEMD-160(SHA-256(public key)).
/// The chain's module accounts of 32 bytes are no such addresses and are refused.
/// </summary>
public static class AlloraAddress
{
    private const int Length = 20;

    /// <summary>The address of a compressed secp256k1 public key.</summary>
    /// <param name="publicKey33">The compressed key, 33 bytes.</param>
    /// <param name="prefix">What the address starts with. Default: allo.</param>
    /// <exception cref="WalletException">The bytes are no such key.</exception>
    public static string FromPublicKey(ReadOnlySpan<byte> publicKey33, string prefix = "allo")
    {
        if (!ManagedSecp256k1.IsPublicKey(publicKey33))
            throw new WalletException("A public key is 33 bytes: a compressed point of secp256k1");
        return Bech32.Encode(prefix, Hashes.Hash160RawBytes(publicKey33));
    }

    /// <summary>Whether the text is an address of this prefix, spelled exactly as the chain does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">What the address starts with. Default: allo.</param>
    public static bool IsValid([NotNullWhen(true)] string? text, string prefix = "allo") => TryDecode(text, out _, prefix);

    /// <summary>The 20 bytes of an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="prefix">What the address must start with. Default: allo.</param>
    /// <exception cref="FormatException">The text is no address of this prefix; the message says what is wrong.</exception>
    public static byte[] Decode(string text, string prefix = "allo") =>
        Fault(text, prefix, out var data) is { } fault ? throw new FormatException(fault) : data;

    /// <summary>The 20 bytes of an address; false where the text is no address of this prefix.</summary>
    /// <param name="text">The text.</param>
    /// <param name="data">The 20 bytes.</param>
    /// <param name="prefix">What the address must start with. Default: allo.</param>
    public static bool TryDecode([NotNullWhen(true)] string? text, out byte[] data, string prefix = "allo") =>
        Fault(text, prefix, out data) is null;

    private static string? Fault(string? text, string prefix, out byte[] data)
    {
        data = [];
        if (string.IsNullOrEmpty(text))
            return $"An address is missing; it starts with {prefix}1";
        if (!Bech32.TryDecodeWords(text, out var actual, out var words))
            return $"'{text}' is no address: the checksum does not match, so a character is wrong or missing";
        if (actual != prefix)
            return $"'{text}' is an address of '{actual}', not of '{prefix}'";
        if (text.AsSpan().ContainsAnyInRange('A', 'Z'))
            return $"'{text}' is in capitals; the chain spells addresses in lower case";
        if (!Bech32Words.TryToBytes(words, out var bytes) || bytes.Length != Length)
            return $"'{text}' is no address of a key: it does not hold {Length} bytes";
        data = bytes;
        return null;
    }
}
