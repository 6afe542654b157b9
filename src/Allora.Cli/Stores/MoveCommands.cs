using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk.Sending.Journal;

namespace Allora.Cli.Stores;

/// <summary>allora store export and import: a wallet's journal leaves one store and is put in force in another.</summary>
internal static class MoveCommands
{
    private const string Imported = ".imported";

    public static Command Export()
    {
        var (chain, store) = (new ChainOptions(), new StoreOptions());
        var wallet = new Argument<string>("ADDRESS") { Description = "The wallet." };
        var file = new Argument<FileInfo>("FILE") { Description = "The file to write; it must not exist." };
        return new Command("export", "Moves a wallet's journal out of a store into a file. No worker can use it before it is imported again.") { wallet, file, store.Store, chain.Network, chain.ChainId }
            .Runs(async (parsed, screen, cancellationToken) =>
            {
                var address = store.Require(parsed);
                var key = new JournalKey { ChainId = chain.Read(parsed).ChainId, Wallet = Addresses.Require(parsed.GetRequiredValue(wallet)) };
                var path = parsed.GetRequiredValue(file).FullName;
                await using var open = OpenStore.Open(address);
                await using var target = New(path);
                var records = await JournalTransfer.ExportAsync(open.Journal, key, target, time: null, cancellationToken);
                target.Flush(flushToDisk: true);
                screen.Fields(Shown(key, records, address, path));
                return ExitCodes.Ok;
            });
    }

    public static Command Import()
    {
        var store = new StoreOptions();
        var file = new Argument<FileInfo>("FILE") { Description = $"A file of 'allora store export'. Afterwards it has {Imported} behind its name." };
        return new Command("import", "Puts an exported journal in force in a store.") { file, store.Store }.Runs(async (parsed, screen, cancellationToken) =>
        {
            var address = store.Require(parsed);
            var path = parsed.GetRequiredValue(file).FullName;
            await using var open = OpenStore.Open(address);
            (JournalKey Key, int Records) done;
            await using (var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read))
                done = await JournalTransfer.ImportAsync(open.Journal, source, time: null, cancellationToken);
            // In two stores at once the journal would be in force twice.
            File.Move(path, path + Imported, overwrite: true);
            screen.Fields(Shown(done.Key, done.Records, address, path + Imported));
            return ExitCodes.Ok;
        });
    }

    private static FileStream New(string path) => File.Exists(path)
        ? throw new UsageException($"{path} exists: name another file")
        : PrivateFiles.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    private static JsonObject Shown(JournalKey key, int records, StoreAddress store, string file) => new()
    {
        ["wallet"] = key.Wallet,
        ["chain"] = key.ChainId,
        ["records"] = records,
        ["store"] = store.ToString(),
        ["file"] = file,
    };
}
