using System.Security.Cryptography;
using System.Text;
using Allora.Sdk.DevNet.Errors;
using Org.BouncyCastle.Crypto.Digests;

namespace Allora.Sdk.DevNet.Values;

/// <summary>Addresses as the node reads and writes them.</summary>
internal static class ChainAddress
{
    public const string Prefix = "allo";
    private const int AccountLength = 20;

    public static string FromPublicKey(ReadOnlySpan<byte> compressed)
    {
        Span<byte> sha = stackalloc byte[32];
        SHA256.HashData(compressed, sha);
        var digest = new RipeMD160Digest();
        digest.BlockUpdate(sha);
        Span<byte> hash = stackalloc byte[AccountLength];
        digest.DoFinal(hash);
        return Bech32Text.Encode(Prefix, hash);
    }

    public static string FromBytes(ReadOnlySpan<byte> bytes, string prefix = Prefix) => Bech32Text.Encode(prefix, bytes);

    /// <summary>The address that belongs to a module and to nobody's key.</summary>
    public static string OfModule(string name) => FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, AccountLength));

    public static bool IsValid(string text) =>
        Bech32Text.Decode(text, out _) is { } decoded && decoded.Prefix == Prefix && decoded.Data.Length is > 0 and <= 255;

    public static byte[] Bytes(string address) =>
        Bech32Text.Decode(address, out var why) is { } decoded ? decoded.Data : throw new FormatException(why);

    /// <summary>Text whose order is that of the addresses' bytes, in which a store has them.</summary>
    public static string SortKey(string address) => Convert.ToHexString(Bytes(address));

    /// <summary>Refuses in the words of the account queries.</summary>
    public static byte[] Require(string text)
    {
        if (Bech32Text.Decode(text, out var why) is not { } decoded)
            throw QueryException.Unknown(why);
        if (decoded.Prefix != Prefix)
        {
            throw QueryException.Unknown(
                $"codespace sdk code 35: internal logic error: hrp does not match bech32 prefix: expected '{Prefix}' got '{decoded.Prefix}'");
        }

        return decoded.Data;
    }
}
