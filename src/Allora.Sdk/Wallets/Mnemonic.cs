using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NBitcoin;

namespace Allora.Sdk.Wallets;

/// <summary>
/// A BIP-39 mnemonic of 12, 15, 18, 21 or 24 English words. The phrase is kept as bytes that <see cref="Dispose"/> zeroes;
/// <see cref="ToString"/> hides it, <see cref="Reveal"/> shows it. NBitcoin computes with strings, which
/// are left to the garbage collector.
/// </summary>
public sealed class Mnemonic : IDisposable
{
    private readonly byte[] _phrase;
    private bool _disposed;

    private Mnemonic(byte[] phrase, int wordCount) => (_phrase, WordCount) = (phrase, wordCount);

    /// <summary>The number of words.</summary>
    public int WordCount { get; }

    /// <summary>Makes a new mnemonic from the system's cryptographic random numbers.</summary>
    /// <param name="words">12, 15, 18, 21 or 24. Default: 24.</param>
    /// <exception cref="WalletException">The number of words is invalid.</exception>
    public static Mnemonic Create(int words = 24)
    {
        if (words is not (12 or 15 or 18 or 21 or 24))
            throw new WalletException(string.Create(CultureInfo.InvariantCulture, $"A mnemonic has 12, 15, 18, 21 or 24 words, not {words}"));
        Span<byte> entropy = stackalloc byte[words / 3 * 4];
        try
        {
            RandomNumberGenerator.Fill(entropy);
            return FromEntropy(entropy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(entropy);
        }
    }

    /// <summary>Makes the mnemonic of 16, 20, 24, 28 or 32 bytes of entropy.</summary>
    /// <param name="entropy">The entropy; it is copied.</param>
    /// <exception cref="WalletException">The entropy has another length.</exception>
    public static Mnemonic FromEntropy(ReadOnlySpan<byte> entropy)
    {
        if (entropy.Length is not (16 or 20 or 24 or 28 or 32))
            throw new WalletException($"The entropy of a mnemonic has 16, 20, 24, 28 or 32 bytes, not {entropy.Length}");
        var copy = entropy.ToArray();
        try
        {
            var mnemonic = new NBitcoin.Mnemonic(Wordlist.English, copy);
            return new Mnemonic(Encoding.ASCII.GetBytes(mnemonic.ToString()), mnemonic.Words.Length);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <summary>
    /// Reads a phrase. Letter case (of ASCII letters) and white space around and between words are ignored, as they vary in text that
    /// was pasted or typed by hand; the words, their order and the checksum must be correct.
    /// </summary>
    /// <param name="phrase">12, 15, 18, 21 or 24 English words of BIP-39.</param>
    /// <exception cref="WalletException">Not a mnemonic; the message contains the position but no word.</exception>
    public static Mnemonic Parse(string phrase)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        return Parse(phrase.AsSpan());
    }

    /// <summary>The phrase in lower case with single spaces. Keep it secret: whoever reads it owns the wallet.</summary>
    public string Reveal() => Encoding.ASCII.GetString(Phrase);

    /// <summary>The 64-byte BIP-39 seed. The caller should zero it after use.</summary>
    /// <param name="passphrase">The BIP-39 passphrase. Default: none.</param>
    /// <exception cref="WalletException">The passphrase cannot be normalised here.</exception>
    public byte[] ToSeed(string passphrase = "")
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        var phrase = Reveal();
        Passphrase.Check(passphrase);
        return new NBitcoin.Mnemonic(phrase, Wordlist.English).DeriveSeed(passphrase);
    }

    /// <summary>Returns the number of words, but none of the words.</summary>
    public override string ToString() => $"Mnemonic of {WordCount} words (hidden)";

    /// <summary>Zeroes the phrase, which cannot be used afterwards.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_phrase);
    }

    internal static Mnemonic Parse(ReadOnlySpan<char> phrase)
    {
        var (normal, words) = MnemonicReader.Read(phrase);
        return new Mnemonic(normal, words);
    }

    internal ReadOnlySpan<byte> Phrase
    {
        get
        {
            // The seed of a zeroed phrase would silently give another wallet.
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _phrase;
        }
    }
}
