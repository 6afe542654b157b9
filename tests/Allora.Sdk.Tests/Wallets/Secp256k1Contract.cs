using System.Security.Cryptography;
using Allora.Sdk.Wallets;
using CsCheck;

namespace Allora.Sdk.Tests.Wallets;

/// <summary>The contract of <see cref="ISecp256k1"/>; each implementation's tests derive from this class.</summary>
public abstract class Secp256k1Contract
{
    private static readonly byte[] Key = Convert.FromHexString("63328869083c83eeab1f01f316d2022a800f80f55f598470385e5479943429a5");
    private static readonly byte[] Hash = SHA256.HashData("a message"u8);

    public abstract ISecp256k1 Curve { get; }

    [Fact]
    public Task Every_transaction_of_the_vectors_is_signed_to_the_byte() =>
        VectorFile.ForEach("direct-sign.json", "cases", entry =>
        {
            var expected = entry.GetProperty("expected");
            AssertSigns(entry.Hex("private_key_hex"), entry.Hex("public_key_hex"), expected.Hex("sign_doc_bytes_hex"), expected.Text("signature_hex"));
            foreach (var message in entry.GetProperty("messages").EnumerateArray())
            {
                if (message.TryGetProperty("derived", out var derived) && derived.TryGetProperty("bundle_bytes_hex", out _))
                    AssertSigns(entry.Hex("private_key_hex"), entry.Hex("public_key_hex"), derived.Hex("bundle_bytes_hex"), derived.Text("bundle_signature_hex"));
            }
        });

    [Fact]
    public Task Every_path_gives_its_public_key() =>
        VectorFile.ForEach("wallets.json", "derivations", entry => Assert.Equal(entry.Text("public_key_hex"), PublicKey(entry.Hex("private_key_hex")).ToHex()));

    [Fact]
    public Task Every_private_key_gives_its_public_key() =>
        VectorFile.ForEach("wallets.json", "private_keys_valid", entry => Assert.Equal(entry.Text("public_key_hex"), PublicKey(entry.Hex("private_key_hex")).ToHex()));

    [Fact]
    public Task No_other_bytes_are_a_private_key() =>
        VectorFile.ForEach("wallets.json", "private_keys_invalid", entry =>
        {
            var text = entry.Text("private_key_hex");
            if (text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
                Assert.False(Curve.TryGetPublicKey(Convert.FromHexString(text), new byte[33]));
            Assert.Throws<WalletException>(() => AlloraWallet.FromPrivateKeyHex(text, curve: Curve));
        });

    [Fact]
    public void Lengths_are_checked()
    {
        var signature = new byte[64];
        foreach (var length in (int[])[0, 31, 33, 64])
        {
            Assert.False(Curve.TryGetPublicKey(Filled(length), new byte[33]));
            Assert.ThrowsAny<ArgumentException>(() => Curve.Sign(Filled(length), Hash, signature));
            Assert.ThrowsAny<ArgumentException>(() => Curve.Sign(Key, Filled(length), signature));
            Assert.False(Curve.Verify(PublicKey(Key), Filled(length), Sign(Hash)));
        }

        Assert.ThrowsAny<ArgumentException>(() => Curve.Sign(new byte[32], Hash, signature));
        Assert.ThrowsAny<ArgumentException>(() => Curve.Sign(Key, Hash, new byte[63]));
        Assert.ThrowsAny<ArgumentException>(() => Curve.TryGetPublicKey(Key, new byte[32]));
    }

    [Fact]
    public void Another_hash_key_or_signature_does_not_verify()
    {
        var (key, signature) = (PublicKey(Key), Sign(Hash));
        Assert.True(Curve.Verify(key, Hash, signature));
        Assert.False(Curve.Verify(key, SHA256.HashData("another"u8), signature));
        Assert.False(Curve.Verify(PublicKey(Filled(32)), Hash, signature));
        Assert.False(Curve.Verify(key, Hash, signature.AsSpan(1)));
        Assert.False(Curve.Verify(key, Hash, [.. signature, 0]));
        Assert.False(Curve.Verify(key, Hash, new byte[64]));
        Assert.False(Curve.Verify(key, Hash, [.. signature.AsSpan(0, 32), .. new byte[32]]));
        Assert.False(Curve.Verify(key, Hash, Enumerable.Repeat((byte)255, 64).ToArray()));
        Assert.False(Curve.Verify(key, Hash, Ecdsa.WithHighS(signature)));
        Assert.Equal(signature, Ecdsa.WithHighS(Ecdsa.WithHighS(signature)));
    }

    [Fact]
    public void A_public_key_is_a_compressed_point_of_the_curve()
    {
        var (key, signature) = (PublicKey(Key), Sign(Hash));
        foreach (var first in new byte[] { 0, 1, 4, 5, 6, 7, 255, (byte)(key[0] ^ 1) })
            Assert.False(Curve.Verify([first, .. key.AsSpan(1)], Hash, signature));
        Assert.False(Curve.Verify([], Hash, signature));
        Assert.False(Curve.Verify(key.AsSpan(1), Hash, signature));
        Assert.False(Curve.Verify([.. key, 0], Hash, signature));
        Assert.False(Curve.Verify(Convert.FromHexString("02" + new string('f', 64)), Hash, signature));
        // x = 5 has no point on this curve.
        Assert.False(Curve.Verify(Convert.FromHexString("02" + new string('0', 63) + "5"), Hash, signature));
    }

    [Fact]
    public void A_signature_verifies_for_its_key_and_hash_alone() =>
        Gen.Select(Keys, Gen.Byte.Array[32], Gen.Int[0, 511]).Sample(
            (key, hash, bit) =>
            {
                var (publicKey, signature) = (PublicKey(key), Sign(hash, key));
                Assert.True(Curve.Verify(publicKey, hash, signature));
                Assert.True(ManagedSecp256k1.Instance.Verify(publicKey, hash, signature));
                Assert.Equal(signature, Sign(hash, key));
                signature[bit / 8] ^= (byte)(1 << bit % 8);
                Assert.False(Curve.Verify(publicKey, hash, signature));
            },
            iter: 100);

    [Fact]
    public async Task Many_threads_may_sign_at_once()
    {
        using var wallet = AlloraWallet.FromPrivateKey(Key, curve: Curve);
        var messages = Enumerable.Range(0, 8).Select(i => new byte[] { (byte)i }).ToArray();
        var alone = messages.Select(message => Sign(SHA256.HashData(message))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () => Assert.Equal(alone[i % 8], await wallet.SignAsync(messages[i % 8])))));
    }

    protected static Gen<byte[]> Keys { get; } = Gen.Byte.Array[32].Where(key => key.ContainsAnyExcept((byte)0) && key.AsSpan(0, 4).ContainsAnyExcept((byte)255));

    protected byte[] Sign(byte[] hash, byte[]? key = null)
    {
        var signature = new byte[64];
        Curve.Sign(key ?? Key, hash, signature);
        return signature;
    }

    private void AssertSigns(byte[] key, byte[] publicKey, byte[] bytes, string signature)
    {
        Assert.Equal(signature, Sign(SHA256.HashData(bytes), key).ToHex());
        Assert.True(Curve.Verify(publicKey, SHA256.HashData(bytes), Convert.FromHexString(signature)));
    }

    private byte[] PublicKey(byte[] key)
    {
        var publicKey = new byte[33];
        Assert.True(Curve.TryGetPublicKey(key, publicKey));
        return publicKey;
    }

    private static byte[] Filled(int length) => [.. Enumerable.Repeat((byte)7, length)];
}
