using System.Security.Cryptography;

namespace Allora.Sdk.DevNet.Values;

/// <summary>CometBFT's Merkle tree (RFC 6962).</summary>
internal static class Merkle
{
    public static byte[] Root(IReadOnlyList<byte[]> leaves) => Root(leaves, 0, leaves.Count);

    private static byte[] Root(IReadOnlyList<byte[]> leaves, int start, int count)
    {
        if (count == 0)
            return SHA256.HashData([]);
        if (count == 1)
            return SHA256.HashData([0, .. leaves[start]]);
        var split = 1;
        while (split * 2 < count)
            split *= 2;
        return SHA256.HashData([1, .. Root(leaves, start, split), .. Root(leaves, start + split, count - split)]);
    }
}
