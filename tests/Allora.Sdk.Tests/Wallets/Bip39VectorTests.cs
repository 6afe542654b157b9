using System.Text;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Wallets;

public class Bip39VectorTests
{
    private const string File = "bip39.json";

    [Fact]
    public Task Every_mnemonic_gives_its_entropy_and_seed() =>
        VectorFile.ForEach(File, "valid", entry =>
        {
            var phrase = entry.Text("mnemonic");
            using var mnemonic = Mnemonic.Parse(phrase);
            using var fromEntropy = Mnemonic.FromEntropy(entry.Hex("entropy_hex"));
            Assert.Equal(phrase, mnemonic.Reveal());
            Assert.Equal(phrase, fromEntropy.Reveal());
            Assert.Equal(entry.GetProperty("word_count").GetInt32(), mnemonic.WordCount);
            Assert.Equal(mnemonic.WordCount, fromEntropy.WordCount);
            Assert.Equal(entry.Text("seed_hex"), mnemonic.ToSeed(entry.Text("passphrase")).ToHex());
        });

    [Fact]
    public Task Spaces_and_case_are_forgiven_and_nothing_else() =>
        VectorFile.ForEach(File, "invalid", entry =>
        {
            // Of the three verdicts this SDK follows the kindest: trimmed, lower-cased, white space collapsed.
            var phrase = Encoding.UTF8.GetString(entry.Hex("mnemonic_utf8_hex"));
            if (entry.Verdict("trim_lower_collapse_accept") is not true)
            {
                var failure = Assert.Throws<WalletException>(() => Mnemonic.Parse(phrase));
                Assert.DoesNotContain(phrase.Split(' '), word => word.Length > 3 && failure.ToString().Contains($"'{word}'", StringComparison.Ordinal));
                return;
            }

            using var mnemonic = Mnemonic.Parse(phrase);
            using var fromEntropy = Mnemonic.FromEntropy(entry.Hex("normalized_entropy_hex"));
            Assert.Equal(entry.Text("normalized_mnemonic"), mnemonic.Reveal());
            Assert.Equal(fromEntropy.Reveal(), mnemonic.Reveal());
            Assert.Equal(entry.Text("normalized_seed_hex_no_passphrase"), mnemonic.ToSeed().ToHex());
        });
}
