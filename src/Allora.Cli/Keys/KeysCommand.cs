using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys;

/// <summary>allora keys: make, import, show and list. A secret is shown once, when it is made, and never again.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", $"Wallets in key files of mode 0600 in {KeyFolder.Path}.") { New(), Import(), Show(), List() };

    private static Command New()
    {
        var name = NameOf("The name of the key.");
        var words = new Option<int>("--words") { Description = "12, 15, 18, 21 or 24 words.", DefaultValueFactory = static _ => 24, HelpName = "COUNT" };
        return new Command("new", "Makes a key and shows its words once: write them down.") { name, words }.Runs((parsed, screen, _) =>
        {
            var file = KeyFolder.FileOf(parsed.GetRequiredValue(name));
            KeyFolder.Create();
            using var created = AlloraWallet.Create(parsed.GetValue(words));
            KeyFile.Write(file, created.Mnemonic);
            var made = Described(parsed.GetRequiredValue(name), file, created.Wallet);
            made["mnemonic"] = created.Mnemonic.Reveal();
            screen.Fields(made);
            screen.Say("");
            screen.Say("Write these words down and keep them away from this machine. They are the wallet: anyone who has them has its funds. They are not shown again.");
            return Task.FromResult(ExitCodes.Ok);
        });
    }

    private static Command Import()
    {
        var name = NameOf("The name of the key.");
        return new Command("import", "Reads a mnemonic or a private key (64 hexadecimal digits) from standard input, never from an argument.") { name }.Runs(async (parsed, screen, cancellationToken) =>
        {
            var file = KeyFolder.FileOf(parsed.GetRequiredValue(name));
            if (File.Exists(file))
                throw new UsageException($"a key \"{parsed.GetValue(name)}\" exists already: choose another name");
            if (!Console.IsInputRedirected)
                await Console.Error.WriteLineAsync("Type or paste the words (or 64 hexadecimal digits), then Enter. They are visible on the screen.");
            var secret = (await Console.In.ReadLineAsync(cancellationToken))?.Trim();
            if (string.IsNullOrEmpty(secret))
                throw new UsageException("standard input was empty: pipe the words in, or type them");
            KeyFolder.Create();
            using var wallet = secret.Contains(' ', StringComparison.Ordinal) ? ImportWords(secret, file) : ImportHex(secret, file);
            screen.Fields(Described(parsed.GetRequiredValue(name), file, wallet));
            return ExitCodes.Ok;
        });
    }

    private static Command Show()
    {
        var key = NameOf("A name, or a key file.");
        return new Command("show", "Shows a key's address and public key.") { key }.Runs((parsed, screen, _) =>
        {
            var file = KeyFolder.Find(parsed.GetRequiredValue(key));
            using var wallet = AlloraWallet.FromKeyFile(file);
            screen.Fields(Described(Path.GetFileNameWithoutExtension(file), file, wallet));
            return Task.FromResult(ExitCodes.Ok);
        });
    }

    private static Command List() => new Command("list", "Lists the keys and their addresses.").Runs((_, screen, _) =>
    {
        var rows = KeyFolder.Names().Select(static name => Row(name)).ToList();
        screen.Table(rows, $"no keys in {KeyFolder.Path}: make one with 'allora keys new NAME'");
        return Task.FromResult(ExitCodes.Ok);
    });

    // One unreadable file must not hide the others.
    private static JsonObject Row(string name)
    {
        try
        {
            using var wallet = AlloraWallet.FromKeyFile(KeyFolder.FileOf(name));
            return new JsonObject { ["name"] = name, ["address"] = wallet.Address, ["problem"] = null };
        }
        catch (Exception unreadable) when (unreadable is WalletException or UsageException)
        {
            return new JsonObject { ["name"] = name, ["address"] = null, ["problem"] = unreadable.Message };
        }
    }

    private static AlloraWallet ImportWords(string secret, string file)
    {
        using var mnemonic = Mnemonic.Parse(secret);
        KeyFile.Write(file, mnemonic);
        return AlloraWallet.FromMnemonic(mnemonic, "", null, "allo", null);
    }

    private static AlloraWallet ImportHex(string secret, string file)
    {
        var wallet = AlloraWallet.FromPrivateKeyHex(secret);
        KeyFile.Write(file, wallet);
        return wallet;
    }

    private static JsonObject Described(string name, string file, AlloraWallet wallet) =>
        new() { ["name"] = name, ["address"] = wallet.Address, ["public_key"] = wallet.PublicKeyHex, ["file"] = file };

    private static Argument<string> NameOf(string description) => new("NAME") { Description = description };
}
