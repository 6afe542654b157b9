using System.Text;

namespace Allora.Sdk.Wallets;

/// <summary>The BIP-39 salt of a passphrase: "mnemonic" and the passphrase in Unicode's form NFKD, as UTF-8.</summary>
internal static class Passphrase
{
    // Decomposes under NFKD, so it tells whether normalisation does anything in this process.
    private const string Ligature = "\uFB01";

    public static byte[] ToSalt(string passphrase) => ToSalt(passphrase, static text => text.Normalize(NormalizationForm.FormKD));

    internal static byte[] ToSalt(string passphrase, Func<string, string> normalize)
    {
        if (Ascii.IsValid(passphrase))
            return Encoding.UTF8.GetBytes("mnemonic" + passphrase);
        // With InvariantGlobalization, Normalize answers its input unchanged: another wallet, in silence.
        if (normalize(Ligature) != "fi")
        {
            throw new WalletException(
                "This process runs without Unicode data (InvariantGlobalization), so a passphrase outside ASCII would give the wrong wallet: "
                + "set InvariantGlobalization to false and install ICU");
        }

        try
        {
            return Encoding.UTF8.GetBytes("mnemonic" + normalize(passphrase));
        }
        catch (ArgumentException)
        {
            throw new WalletException("The passphrase is not valid Unicode text");
        }
    }
}
