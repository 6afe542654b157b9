using System.Security.Cryptography;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;

namespace Allora.Sdk.DevNet.Rpc.Types;

/// <summary>The proof that a transaction is in its block: RFC 6962's tree over the transactions' hashes.</summary>
internal static class TxProof
{
    public static void Write(Utf8JsonWriter writer, CommittedBlock block, CommittedTx transaction)
    {
        var leaves = block.Transactions.Select(static t => Leaf(SHA256.HashData(t.Bytes))).ToArray();
        List<byte[]> aunts = [];
        var root = Climb(leaves, transaction.Index, aunts);
        writer.WriteStartObject("proof"u8);
        writer.Hex("root_hash"u8, root);
        writer.WriteBase64String("data"u8, transaction.Bytes);
        writer.WriteStartObject("proof"u8);
        writer.Int64("total"u8, leaves.Length);
        writer.Int64("index"u8, transaction.Index);
        writer.WriteBase64String("leaf_hash"u8, leaves[transaction.Index]);
        writer.WriteStartArray("aunts"u8);
        foreach (var aunt in aunts)
            writer.WriteBase64StringValue(aunt);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Aunts come from the leaf upwards.
    private static byte[] Climb(ReadOnlySpan<byte[]> leaves, int index, List<byte[]> aunts)
    {
        if (leaves.Length == 1)
            return leaves[0];
        var split = 1;
        while (split * 2 < leaves.Length)
            split *= 2;
        var isLeft = index < split;
        var own = isLeft ? Climb(leaves[..split], index, aunts) : Climb(leaves[split..], index - split, aunts);
        var other = isLeft ? Climb(leaves[split..], 0, []) : Climb(leaves[..split], 0, []);
        aunts.Add(other);
        return isLeft ? Inner(own, other) : Inner(other, own);
    }

    private static byte[] Leaf(byte[] value) => SHA256.HashData([0, .. value]);

    private static byte[] Inner(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
