using System.CommandLine;
using Allora.Cli.Consoles;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;
using Allora.Cli.Stores;
using Allora.Cli.Telemetry;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Files;
using Allora.Cli.Worker.Reloading;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Workers.History;

namespace Allora.Cli.Worker;

/// <summary>allora worker: runs workers whose models answer over HTTP.</summary>
internal static class WorkerCommand
{
    private const string Kinds = "YAML or JSON of our own (docs/cli.md), or the Go offchain node's config.json";

    public static Command Create() => new("worker", "Workers, forecasters and reputers whose models answer over HTTP, in any language.") { Run(), Check(), ReloadCommand.Create() };

    private static Command Run()
    {
        var (wallet, stores) = (new KeyOptions(), new StoreOptions());
        var config = new Option<FileInfo?>("--config") { Description = $"{Kinds}. Default: the offchain node's two environment variables.", HelpName = "FILE" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Predict, sign and simulate; send nothing." };
        var windows = new Option<int?>("--windows") { Description = "Ends after this many windows.", HelpName = "COUNT" };
        var dashboard = ConsoleServer.PortOption("the workers, their windows and the values of others");
        var command = new Command("run", "Runs the workers of a file until Ctrl-C; pending transactions are confirmed first.") { config, dryRun, windows, stores.Store, ErrorLines.Format, dashboard };
        wallet.AddTo(command);
        var telemetry = new TelemetryOptions();
        telemetry.AddTo(command);
        var alerts = new AlertSettings();
        command.Options.Add(alerts.File);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var (metrics, webhook) = (telemetry.Read(parsed), alerts.Read(parsed));
            if (parsed.GetValue(windows) is < 1)
                throw new UsageException("--windows must be 1 or more");
            var console = new RunConsole(Console.Out, screen.IsJson, resultsOnly: screen.IsJson && !ErrorLines.IsJson, TimeProvider.System);
            var path = parsed.GetValue(config)?.FullName;
            var file = Read(path);
            var address = stores.Read(parsed) ?? file.Store;
            await using var store = address is null ? null : OpenStore.Open(address);
            if (store is null)
                StateNote.Write(file.State);
            using var wallets = WorkerWallets.Open(
                file,
                WorkerSettings.Wallet(file, store),
                () => parsed.GetValue(wallet.From) is not null || (file.Key is null && wallet.IsGiven(parsed)) ? wallet.Open(parsed) : null,
                name => KeyOpening.Open(name, parsed, wallet.Passphrase),
                what => wallet.Passphrase.Read(parsed, what));
            await using var client = new AlloraClient(await WorkerNetwork.OfAsync(file, cancellationToken), WorkerNetwork.OptionsOf(file, new LibraryLog(console)));
            using var crew = new WorkerCrew(client, wallets, file, parsed.GetValue(dryRun));
            foreach (var line in WorkerSummary.Of(file, parsed.GetValue(dryRun)))
                console.Say(line);
            await using var server = await WorkerConsole.StartAsync(parsed.GetValue(dashboard), crew, console, cancellationToken);
            await using var scraped = await TelemetryServer.StartIfWantedAsync(metrics, () => WorkerConsole.Named(crew.Members), console, cancellationToken);
            using var push = TelemetryPush.StartIfWanted();
            await using var history = OpenHistory.Open(address, file.State);
            await using var writer = new HistoryWriter(history.Store, time: client.Time);
            using var mark = path is null ? null : RunMark.TryTake(file.State, path);
            using var signal = new ReloadSignal();
            var reloader = new Reloader(crew, () => WorkerFileReader.Read(WorkerFileSource.Of(path)).File, console, members => server?.Show(members));
            await new WorkerFleet(client, console, writer, webhook, parsed.GetValue(windows)).RunAsync(crew, signal, reloader, cancellationToken);
            OpenHistory.NoteDropped(writer);
            return ExitCodes.Ok;
        });
    }

    private static Command Check()
    {
        var file = new Argument<FileInfo?>("FILE") { Description = $"{Kinds}. Default: the offchain node's two environment variables.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("check", "Reads a file and shows what would run, and all errors in it. Queries no chain and no model.") { file }.Runs(async (parsed, screen, _) =>
        {
            var read = Read(parsed.GetValue(file)?.FullName);
            foreach (var line in WorkerSummary.Of(read, dryRun: false))
                screen.Say(line);
            screen.Say("the file is correct");
            if (screen.IsJson)
                screen.Fields(WorkerSummary.Json(read));
            return ExitCodes.Ok;
        });
    }

    private static WorkerFile Read(string? path)
    {
        var (file, remarks) = WorkerFileReader.Read(WorkerFileSource.Of(path));
        foreach (var remark in remarks)
            ErrorLines.Note(Shown.OneLine(remark));
        return file;
    }
}
