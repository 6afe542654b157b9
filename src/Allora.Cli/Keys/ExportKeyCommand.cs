using System.CommandLine;
using System.Security.Cryptography;
using Allora.Cli.Keys.Formats;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;

namespace Allora.Cli.Keys;

/// <summary>allora keys export: the armor that the chain's own tool imports.</summary>
internal static class ExportKeyCommand
{
    private const int ShortestPassphrase = 8;

    public static Command Create()
    {
        var (key, passphrase) = (KeyText.NameOf("A name, or a key file."), new PassphraseOptions());
        var command = new Command("export", "Writes a key to standard output, encrypted with a passphrase: the armor that the chain tool's 'keys import' reads.") { key };
        passphrase.AddTo(command);
        return command.Runs((parsed, screen, _) =>
        {
            var name = parsed.GetRequiredValue(key);
            using var wallet = Sdk.AlloraWallet.FromKeyFile(KeyFolder.Find(name));
            var secret = passphrase.Read(parsed, "the export", isNew: true);
            if (secret.Length < ShortestPassphrase)
                throw new UsageException($"the passphrase is too short: the chain's tool wants {ShortestPassphrase} characters at least");
            var privateKey = new byte[32];
            try
            {
                wallet.CopyPrivateKeyTo(privateKey);
                var armor = ArmoredKey.Encrypt(privateKey, secret);
                screen.Lines(new() { ["name"] = name, ["address"] = wallet.Address, ["armor"] = armor }, armor.TrimEnd());
            }
            finally
            {
                CryptographicOperations.ZeroMemory(privateKey);
            }

            return Task.FromResult(ExitCodes.Ok);
        });
    }
}
