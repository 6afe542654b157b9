using Allora.Sdk.Wallets;
using CsCheck;

namespace Allora.Sdk.Tests.Wallets;

public class WalletPropertyTests
{
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
    public void Every_entropy_survives_the_way_through_words() =>
        Gen.Int[4, 8].SelectMany(words => Gen.Byte.Array[4 * words]).Sample(entropy =>
        {
            using var mnemonic = Mnemonic.FromEntropy(entropy);
            using var again = Mnemonic.Parse(mnemonic.Reveal());
            return again.Reveal() == mnemonic.Reveal() && mnemonic.WordCount == entropy.Length / 4 * 3;
        });
}
