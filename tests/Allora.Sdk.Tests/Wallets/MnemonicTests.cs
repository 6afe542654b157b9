using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Wallets;

public class MnemonicTests
{
    private const string Phrase = "citizen because source certain sure party eyebrow angle easy cube turtle eternal";

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    [InlineData(21)]
    [InlineData(24)]
    public void A_new_mnemonic_reads_back_and_differs_from_the_next(int words)
    {
        using var first = Mnemonic.Create(words);
        using var second = Mnemonic.Create(words);
        Assert.Equal(words, first.Reveal().Split(' ').Length);
        Assert.Equal(words, first.WordCount);
        Assert.NotEqual(first.Reveal(), second.Reveal());
        using var again = Mnemonic.Parse(first.Reveal());
        Assert.Equal(first.Reveal(), again.Reveal());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(27)]
    public void No_other_number_of_words_is_made(int words) => Assert.Throws<WalletException>(() => Mnemonic.Create(words));

    [Fact]
    public void Text_that_was_pasted_is_forgiven_its_layout()
    {
        using var mnemonic = Mnemonic.Parse("\r\n  Citizen BECAUSE\tsource certain  sure party eyebrow angle\neasy cube turtle eternal\u00a0\n");
        Assert.Equal(Phrase, mnemonic.Reveal());
    }

    [Theory]
    [InlineData("citizen")]
    [InlineData("antidisestablishmentarianism")]
    [InlineData("citi\u200bzen because source certain sure party eyebrow angle easy cube turtle eternal")]
    [InlineData("\u212aey")]
    public void Anything_else_is_refused_without_showing_it(string phrase)
    {
        var failure = Assert.Throws<WalletException>(() => Mnemonic.Parse(phrase));
        Assert.DoesNotContain(phrase.Split(' ')[0], failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("angle", "kangarooo")]
    [InlineData("angle", "apple")]
    [InlineData("angle", "")]
    public void No_message_holds_a_word_of_the_phrase(string word, string instead)
    {
        var phrase = Phrase.Replace(word, instead, StringComparison.Ordinal);
        var failure = Assert.Throws<WalletException>(() => AlloraWallet.FromMnemonic(phrase));
        Assert.Null(failure.InnerException);
        Assert.DoesNotContain(failure.Message.Split(' ', ':', ',', ';'), part => phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(part));
    }

    [Fact]
    public void A_phrase_of_25_words_is_counted_not_cut() =>
        Assert.Contains("36", Assert.Throws<WalletException>(() => Mnemonic.Parse($"{Phrase} {Phrase} {Phrase}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Nothing_but_Reveal_shows_the_words()
    {
        using var mnemonic = Mnemonic.Parse(Phrase);
        Assert.Equal("Mnemonic of 12 words (hidden)", mnemonic.ToString());
        Assert.Equal("Mnemonic of 12 words (hidden)", $"{mnemonic}");
    }

    [Fact]
    public void Disposal_zeroes_the_phrase_and_ends_its_use()
    {
        var mnemonic = Mnemonic.Parse(Phrase);
        var bytes = mnemonic.Phrase;
        mnemonic.Dispose();
        Assert.False(bytes.ContainsAnyExcept((byte)0));
        Assert.Throws<ObjectDisposedException>(() => mnemonic.Reveal());
        Assert.Throws<ObjectDisposedException>(() => mnemonic.ToSeed());
        Assert.Throws<ObjectDisposedException>(() => AlloraWallet.FromMnemonic(mnemonic, "", null, "allo", null));
    }

    [Fact]
    public void A_passphrase_outside_ascii_is_refused_where_text_is_not_normalised()
    {
        var failure = Assert.Throws<WalletException>(() => Passphrase.Check("pässword", text => text));
        Assert.Contains("InvariantGlobalization", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pässword", failure.ToString(), StringComparison.Ordinal);
        Passphrase.Check("TREZOR", text => text);
    }

    [Fact]
    public void A_passphrase_that_is_no_text_is_refused() =>
        Assert.Throws<WalletException>(() => Passphrase.Check("a\ud800b"));
}
