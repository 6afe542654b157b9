using System.Diagnostics.CodeAnalysis;
using NBitcoin.Crypto;

namespace Allora.Sdk.Wallets;

/// <summary>
/// The address of an account that a key controls: bech32 in lower case over the 20 bytes RIPEMD-160(SHA-256(public key)).
/// The chain's module accounts of 32 bytes are not such addresses and are rejected. Converts to text wherever an address is expected as text.
/// </summary>
public readonly partial struct AlloraAddress : IEquatable<AlloraAddress>
{
    private const string DefaultPrefix = "allo";
    private const int Length = 20;

    private readonly string? _text;

    private AlloraAddress(string text) => _text = text;

    /// <summary>The part in front of the last 1: allo for accounts of Allora.</summary>
    public string Prefix => _text is null ? "" : _text[.._text.LastIndexOf('1')];

    /// <summary>The address of a compressed secp256k1 public key.</summary>
    /// <param name="publicKey33">The compressed key, 33 bytes.</param>
    /// <param name="prefix">The prefix of the address. Default: allo.</param>
    /// <exception cref="WalletException">The bytes are not such a key.</exception>
    public static AlloraAddress FromPublicKey(ReadOnlySpan<byte> publicKey33, string prefix = DefaultPrefix)
    {
        if (!ManagedSecp256k1.IsPublicKey(publicKey33))
            throw new WalletException("A public key is 33 bytes: a compressed point of secp256k1");
        return new AlloraAddress(Bech32.Encode(prefix, Hashes.Hash160RawBytes(publicKey33)));
    }

    /// <summary>Whether the text is an address with this prefix, in the chain's exact spelling.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">The prefix that the address must have. Default: allo.</param>
    public static bool IsValid([NotNullWhen(true)] string? text, string prefix = DefaultPrefix) => Fault(text, prefix, out _) is null;

    /// <summary>The 20 bytes of the key's hash; empty for the default value.</summary>
    public byte[] ToBytes() => _text is not null && Fault(_text, Prefix, out var data) is null ? data : [];

    /// <summary>The address as text; empty for the default value.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>The address as text.</summary>
    public static implicit operator string(AlloraAddress address) => address.ToString();

    /// <inheritdoc/>
    public bool Equals(AlloraAddress other) => _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AlloraAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Equality of addresses.</summary>
    public static bool operator ==(AlloraAddress left, AlloraAddress right) => left.Equals(right);

    /// <summary>Inequality of addresses.</summary>
    public static bool operator !=(AlloraAddress left, AlloraAddress right) => !left.Equals(right);

    private static string? Fault(string? text, string prefix, out byte[] data)
    {
        data = [];
        if (string.IsNullOrEmpty(text))
            return $"An address is missing; it starts with {prefix}1";
        if (!Bech32.TryDecodeWords(text, out var actual, out var words))
            return $"'{SafeText.Value(text)}' is not an address: the checksum does not match, so a character is wrong or missing";
        if (actual != prefix)
            return $"'{SafeText.Value(text)}' is an address of '{actual}', not of '{prefix}'";
        if (text.AsSpan().ContainsAnyInRange('A', 'Z'))
            return $"'{SafeText.Value(text)}' is in capitals; the chain spells addresses in lower case";
        if (!Bech32Words.TryToBytes(words, out var bytes) || bytes.Length != Length)
            return $"'{SafeText.Value(text)}' is not an address of a key: it does not hold {Length} bytes";
        data = bytes;
        return null;
    }
}
