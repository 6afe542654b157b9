using System.Globalization;
using System.Numerics;
using System.Text;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Wallets;

public class Secp256k1Tests
{
    private const string Hex = "63328869083c83eeab1f01f316d2022a800f80f55f598470385e5479943429a5";

    private static readonly BigInteger Order =
        BigInteger.Parse("0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static readonly byte[] Message = Encoding.UTF8.GetBytes("a message");

    [Fact]
    public void Another_message_key_or_signature_does_not_verify()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        using var other = AlloraWallet.FromPrivateKeyHex(Hex[..63] + "6");
        var key = wallet.PublicKey.Span;
        var signature = Secp256k1.Sign(Convert.FromHexString(Hex), Message);
        Assert.True(Secp256k1.Verify(key, Message, signature));
        Assert.False(Secp256k1.Verify(key, Message.AsSpan(1), signature));
        Assert.False(Secp256k1.Verify(other.PublicKey.Span, Message, signature));
        Assert.False(Secp256k1.Verify(key, Message, signature.AsSpan(1)));
        Assert.False(Secp256k1.Verify(key[1..], Message, signature));
        Assert.False(Secp256k1.Verify(key, Message, new byte[64]));
        Assert.False(Secp256k1.Verify(key, Message, Enumerable.Repeat((byte)255, 64).ToArray()));
        signature[20] ^= 1;
        Assert.False(Secp256k1.Verify(key, Message, signature));
    }

    [Fact]
    public void A_high_s_is_refused_as_on_chain()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        var signature = Secp256k1.Sign(Convert.FromHexString(Hex), Message);
        Assert.False(Secp256k1.Verify(wallet.PublicKey.Span, Message, WithHighS(signature)));
        Assert.Equal(signature, WithHighS(WithHighS(signature)));
    }

    [Fact]
    public void A_public_key_is_a_compressed_point_of_the_curve()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        var key = wallet.PublicKey.ToArray();
        Assert.True(Secp256k1.IsValidPublicKey(key));
        foreach (var first in new byte[] { 0, 1, 4, 5, 6, 255 })
            Assert.False(Secp256k1.IsValidPublicKey([first, .. key.AsSpan(1)]));
        Assert.False(Secp256k1.IsValidPublicKey([]));
        Assert.False(Secp256k1.IsValidPublicKey([.. key, 0]));
        Assert.False(Secp256k1.IsValidPublicKey(Convert.FromHexString("02" + new string('f', 64))));
        // x = 5 has no point on this curve.
        Assert.False(Secp256k1.IsValidPublicKey(Convert.FromHexString("02" + new string('0', 63) + "5")));
        Assert.Throws<WalletException>(() => AlloraAddress.FromPublicKey(key.AsSpan(1)));
    }

    internal static byte[] WithHighS(byte[] signature)
    {
        var s = Order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var negated = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] result = [.. signature[..32], .. new byte[32 - negated.Length], .. negated];
        return result;
    }
}
