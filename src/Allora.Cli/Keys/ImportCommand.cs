using System.CommandLine;
using System.Text;
using Allora.Cli.Keys.Formats;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys;

/// <summary>allora keys import: a key in any form that people have, into a key file of ours.</summary>
internal static class ImportCommand
{
    private const int Longest = 65_536;

    public static Command Create()
    {
        var name = KeyText.NameOf("What to call the key.");
        var backend = new Option<string?>("--keyring") { Description = "Reads the key NAME from the keyring of the chain's own tool instead: its backend, test or file.", HelpName = "BACKEND" };
        var home = new Option<string?>("--home") { Description = "With --keyring: the tool's home folder. Default: ~/.allorad.", HelpName = "FOLDER" };
        var passphrase = new PassphraseOptions();
        var command = new Command("import", "Reads words, a private key (64 hexadecimal digits) or the armor of the chain tool's 'keys export' from standard input, never from an argument.") { name, backend, home };
        passphrase.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var file = KeyFolder.FileOf(parsed.GetRequiredValue(name));
            if (File.Exists(file))
                throw new UsageException($"a key \"{parsed.GetValue(name)}\" exists already: choose another name");
            using var wallet = parsed.GetValue(backend) is { } kind
                ? OfKeyring(kind, parsed.GetValue(home), parsed.GetRequiredValue(name), parsed, passphrase)
                : await TypedAsync(file, parsed, passphrase, cancellationToken);
            if (!File.Exists(file))
            {
                KeyFolder.Create();
                KeyFile.Write(file, wallet);
            }

            screen.Fields(KeyText.Described(parsed.GetRequiredValue(name), file, wallet));
            return ExitCodes.Ok;
        });
    }

    private static AlloraWallet OfKeyring(string backend, string? home, string name, ParseResult parsed, PassphraseOptions passphrase)
    {
        var folder = home ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".allorad");
        var keyring = Keyring.Open(backend, folder);
        return KeyForms.Of(keyring.PrivateKey(name, keyring.NeedsPassphrase ? passphrase.Read(parsed, $"the keyring in {folder}") : ""));
    }

    private static async Task<AlloraWallet> TypedAsync(string file, ParseResult parsed, PassphraseOptions passphrase, CancellationToken cancellationToken)
    {
        if (!Console.IsInputRedirected)
            await Console.Error.WriteLineAsync("Type or paste the words, 64 hexadecimal digits or the armored key, then Enter. They show on the screen.");
        var text = await ReadAsync(cancellationToken);
        if (text.Length == 0)
            throw new UsageException("standard input was empty: pipe the key in, or type it");
        var wallet = KeyForms.Wallet(text, KeyForms.IsEncrypted(text) ? passphrase.Read(parsed, "the imported key") : "");
        if (!KeyForms.IsWords(text))
            return wallet;
        // The words themselves are kept: they say more than the one key that they give here.
        using var mnemonic = Mnemonic.Parse(text);
        KeyFolder.Create();
        KeyFile.Write(file, mnemonic);
        return wallet;
    }

    // One line, or all lines of armor.
    private static async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (text.Length < Longest && await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            if (text.Length == 0 && line.Trim().Length == 0)
                continue;
            text.Append(line.Trim()).Append('\n');
            if (!ArmoredKey.Is(text.ToString()) || line.Trim().StartsWith("-----END", StringComparison.Ordinal))
                break;
        }

        return text.ToString().Trim();
    }
}
