using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys;

/// <summary>allora keys: make, import, export, show, list and delete. A secret is shown once, when it is made, and never again.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", $"Wallets in key files of mode 0600 in {KeyFolder.Path}.") { New(), ImportCommand.Create(), ExportKeyCommand.Create(), Show(), List(), Delete() };

    private static Command New()
    {
        var name = KeyText.NameOf("The name of the key.");
        var words = new Option<int>("--words") { Description = "12, 15, 18, 21 or 24 words.", DefaultValueFactory = static _ => 24, HelpName = "COUNT" };
        return new Command("new", "Makes a key and shows its words once: write them down.") { name, words }.Runs((parsed, screen, _) =>
        {
            var file = KeyFolder.FileOf(parsed.GetRequiredValue(name));
            KeyFolder.Create();
            using var created = AlloraWallet.Create(parsed.GetValue(words));
            KeyFile.Write(file, created.Mnemonic);
            var made = KeyText.Described(parsed.GetRequiredValue(name), file, created.Wallet);
            made["mnemonic"] = created.Mnemonic.Reveal();
            screen.Fields(made);
            screen.Say("");
            screen.Say("Write these words down and keep them away from this machine. They are the wallet: anyone who has them has its funds. They are not shown again.");

            return Task.FromResult(ExitCodes.Ok);
        });
    }

    private static Command Show()
    {
        var (key, passphrase) = (KeyText.NameOf("A name, or a key file."), new PassphraseOptions());
        var command = new Command("show", "Shows a key's address and public key.") { key };
        passphrase.AddTo(command);
        return command.Runs((parsed, screen, _) =>
        {
            var file = KeyFolder.Find(parsed.GetRequiredValue(key));
            using var wallet = KeyOpening.OpenFile(file, parsed, passphrase);
            screen.Fields(KeyText.Described(Path.GetFileNameWithoutExtension(file), file, wallet));
            return Task.FromResult(ExitCodes.Ok);
        });
    }

    private static Command List() => new Command("list", "Lists the keys and their addresses.").Runs((_, screen, _) =>
    {
        var rows = KeyFolder.Names().Select(static name => Row(name)).ToList();
        screen.Table(rows, $"no keys in {KeyFolder.Path}: make one with 'allora keys new NAME'");
        return Task.FromResult(ExitCodes.Ok);
    });

    private static Command Delete()
    {
        var name = KeyText.NameOf("The key to delete.");
        var yes = new Option<bool>("--yes") { Description = "Deletes it without asking." };
        return new Command("delete", "Deletes a key's file. Without its words or an export the wallet is lost.") { name, yes }.Runs((parsed, screen, _) =>
        {
            var file = KeyFolder.FileOf(parsed.GetRequiredValue(name));
            if (!File.Exists(file))
                throw new WalletException($"There is no key \"{parsed.GetRequiredValue(name)}\" in {KeyFolder.Path}: see 'allora keys list'.");
            if (!parsed.GetValue(yes) && !KeyText.Confirms($"Delete {file}? Without its words or an export the wallet is lost. Type its name to go on: ", parsed.GetRequiredValue(name)))
                throw new UsageException("not deleted: type the key's name, or give --yes");
            File.Delete(file);
            screen.Say($"deleted {file}");
            return Task.FromResult(ExitCodes.Ok);
        });
    }

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
}
