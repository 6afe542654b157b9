using System.Numerics;
using Allora.Sdk.Wallets;
using CsCheck;

namespace Allora.Sdk.Tests.Wallets;

public class WalletPropertyTests
{
    private static readonly BigInteger Order =
        new(Convert.FromHexString("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"), isUnsigned: true, isBigEndian: true);

    private static readonly Gen<byte[]> Keys = Gen.Byte.Array[32].Where(key => Scalar.IsValid(key));
    private static readonly Gen<string> Prefixes = Gen.Char['a', 'z'].Array[1, 20].Select(letters => new string(letters));

    [Fact]
    public void Bech32_reads_back_what_it_wrote_in_either_case() =>
        Gen.Select(Prefixes, Gen.Byte.Array[0, 100]).Sample((prefix, data) =>
        {
            var text = Bech32.Encode(prefix, data);
            Assert.True(Bech32.TryDecode(text, out var actualPrefix, out var actual));
            Assert.Equal(prefix, actualPrefix);
            Assert.Equal(data, actual);
            Assert.True(Bech32.TryDecode(text.ToUpperInvariant(), out actualPrefix, out actual));
            Assert.Equal(prefix, actualPrefix);
            Assert.Equal(data, actual);
        });

    [Fact]
    public void Up_to_four_changed_letters_never_go_unnoticed() =>
        Gen.Select(Gen.Byte.Array[20], Gen.Int[5, 42].Array[1, 4], Gen.Int[1, 31].Array[4]).Sample((data, places, shifts) =>
        {
            const string alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
            var text = Bech32.Encode("allo", data).ToCharArray();
            foreach (var (place, shift) in places.Distinct().Zip(shifts))
                text[place] = alphabet[(alphabet.IndexOf(text[place], StringComparison.Ordinal) + shift) % 32];
            return !AlloraAddress.IsValid(new string(text));
        });

    [Fact]
    public void What_is_not_bech32_is_refused_without_an_exception() =>
        Gen.String.Sample(text => !Bech32.TryDecode(text, out _, out _));

    [Fact]
    public void A_signature_verifies_for_its_key_and_message_alone() =>
        Gen.Select(Keys, Gen.Byte.Array[0, 300], Gen.Int[0, 511]).Sample(
            (key, message, bit) =>
            {
                var publicKey = new byte[33];
                Secp256k1.WritePublicKey(key, publicKey);
                var signature = Secp256k1.Sign(key, message);
                Assert.True(Secp256k1.Verify(publicKey, message, signature));
                Assert.Equal(signature, Secp256k1.Sign(key, message));
                Assert.False(Secp256k1.Verify(publicKey, [.. message, 0], signature));
                signature[bit / 8] ^= (byte)(1 << bit % 8);
                Assert.False(Secp256k1.Verify(publicKey, message, signature));
            },
            iter: 200);

    [Fact]
    public void Scalars_add_as_numbers_do() =>
        Gen.Select(Keys, Keys).Sample((left, right) =>
        {
            var sum = new byte[32];
            Scalar.Add(left, right, sum);
            var expected = (Number(left) + Number(right)) % Order;
            Assert.Equal(expected, Number(sum));
            Assert.Equal(Number(left) <= Order / 2, Scalar.IsLow(left));
        });

    [Fact]
    public void Scalars_wrap_around_at_the_order()
    {
        var last = Convert.FromHexString("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140");
        var one = new byte[32];
        one[31] = 1;
        var sum = new byte[32];
        Scalar.Add(last, one, sum);
        Assert.Equal(BigInteger.Zero, Number(sum));
        Scalar.Add(last, last, sum);
        Assert.Equal(Order - 2, Number(sum));
    }

    [Fact]
    public void Every_entropy_survives_the_way_through_words() =>
        Gen.Int[4, 8].SelectMany(words => Gen.Byte.Array[4 * words]).Sample(entropy =>
        {
            using var mnemonic = Mnemonic.FromEntropy(entropy);
            using var again = Mnemonic.Parse(mnemonic.Reveal());
            var decoded = new byte[32];
            var length = MnemonicCode.Decode(mnemonic.Reveal(), decoded);
            return again.Reveal() == mnemonic.Reveal() && decoded.AsSpan(0, length).SequenceEqual(entropy);
        });

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
