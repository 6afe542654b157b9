using System.Security.Cryptography;
using NBitcoin;

namespace Allora.Sdk.Wallets;

/// <summary>BIP-32: the private key at the end of a path, by NBitcoin.</summary>
internal static class HdKeys
{
    /// <summary>Writes the private key of a seed and a path. All intermediate keys are zeroed.</summary>
    public static void Derive(ReadOnlySpan<byte> seed, HdPath path, Span<byte> privateKey)
    {
        try
        {
            var node = ExtKey.CreateFromSeed(seed);
            try
            {
                foreach (var index in path.Indices)
                {
                    var child = node.Derive(index);
                    Clear(node);
                    node = child;
                }

                CopyKey(node, privateKey);
            }
            finally
            {
                Clear(node);
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            // Happens once in 2^127 paths. There is no inner exception: it could contain parts of the key.
            throw new WalletException("This path gives no valid key for this mnemonic: use the next index");
        }
    }

    private static void CopyKey(ExtKey node, Span<byte> privateKey)
    {
        var bytes = node.PrivateKey.ToBytes();
        bytes.CopyTo(privateKey);
        CryptographicOperations.ZeroMemory(bytes);
    }

    private static void Clear(ExtKey node)
    {
        node.PrivateKey.Dispose();
        CryptographicOperations.ZeroMemory(node.ChainCode);
    }
}
