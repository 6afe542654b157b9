using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;

namespace Allora.Sdk.DevNet.Values;

/// <summary>Addresses of public test mnemonics, on the path m/44'/118'/0'/0/index. Nothing here signs.</summary>
internal static class TestKeys
{
    private const uint Hardened = 0x80000000;

    public static string Address(string mnemonic, int index) => ChainAddress.FromPublicKey(PublicKey(PrivateKey(mnemonic, index)));

    internal static byte[] PrivateKey(string mnemonic, int index)
    {
        var seed = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(mnemonic), "mnemonic"u8, 2048, HashAlgorithmName.SHA512, 64);
        var node = HMACSHA512.HashData("Bitcoin seed"u8, seed);
        foreach (var step in (ReadOnlySpan<uint>)[44 | Hardened, 118 | Hardened, 0 | Hardened, 0, (uint)index])
            node = Child(node, step);
        return node[..32];
    }

    internal static byte[] PublicKey(byte[] privateKey)
    {
        var curve = CustomNamedCurves.GetByName("secp256k1");
        return curve.G.Multiply(new BigInteger(1, privateKey)).Normalize().GetEncoded(true);
    }

    private static byte[] Child(byte[] node, uint step)
    {
        var order = CustomNamedCurves.GetByName("secp256k1").N;
        byte[] data = [.. (step & Hardened) != 0 ? [0, .. node[..32]] : PublicKey(node[..32]), 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), step);
        var mac = HMACSHA512.HashData(node.AsSpan(32), data);
        var key = new BigInteger(1, mac, 0, 32).Add(new BigInteger(1, node, 0, 32)).Mod(order).ToByteArrayUnsigned();
        return [.. new byte[32 - key.Length], .. key, .. mac[32..]];
    }
}
