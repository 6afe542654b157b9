using System.Text;

namespace Allora.Sdk.Wallets;

/// <summary>Rejects a passphrase that cannot be normalised in this process: it would give another wallet, or none.</summary>
internal static class Passphrase
{
    // Decomposes under NFKD, so it shows whether normalisation works in this process.
    private const string Ligature = "\uFB01";

    public static void Check(string passphrase) => Check(passphrase, static text => text.Normalize(NormalizationForm.FormKD));

    internal static void Check(string passphrase, Func<string, string> normalize)
    {
        if (Ascii.IsValid(passphrase))
            return;
        // With InvariantGlobalization, Normalize returns its input unchanged, and NBitcoin falls back to a table of some letters.
        if (normalize(Ligature) != "fi")
        {
            throw new WalletException(
                "This process runs without Unicode data (InvariantGlobalization), so a passphrase outside ASCII would give the wrong wallet: "
                + "set InvariantGlobalization to false and install ICU");
        }

        try
        {
            _ = normalize(passphrase);
        }
        catch (ArgumentException)
        {
            throw new WalletException("The passphrase is not valid Unicode text");
        }
    }
}
