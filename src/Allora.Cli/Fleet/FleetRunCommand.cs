using System.CommandLine;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;
using Allora.Cli.Stores;
using Allora.Cli.Telemetry;
using Allora.Cli.Worker;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Files;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Alerts;
using Allora.Sdk.PostgreSql;
using Allora.Sdk.PostgreSql.Fleet;
using Allora.Sdk.Workers.History;
using Microsoft.Extensions.Logging;

namespace Allora.Cli.Fleet;

/// <summary>allora fleet run: a member of a fleet.</summary>
internal static class FleetRunCommand
{
    public static Command Create()
    {
        var (chain, key, stores) = (new ChainOptions(), new KeyOptions(), new StoreOptions());
        var config = new Option<FileInfo?>("--config") { Description = "Network, store and fees as in a worker file, without workers. Default: the options.", HelpName = "FILE" };
        var keys = new Option<DirectoryInfo?>("--keys") { Description = $"The folder whose key files this member has. Default: {KeyFolder.Path}.", HelpName = "FOLDER" };
        var name = new Option<string?>("--name") { Description = "The member's name. Default: the machine's name and the process id.", HelpName = "NAME" };
        var lease = new Option<int?>("--lease-seconds") { Description = "How long a wallet stays with a member that shows no sign of life, 2 to 600; the same on all members. Default: 5.", HelpName = "SECONDS" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Predict, sign and simulate; send nothing." };
        var command = new Command("run", "Joins the fleet of a store: claims a share of its wallets and runs their workers until Ctrl-C.") { config, keys, name, lease, dryRun, stores.Store, ErrorLines.Format };
        chain.AddTo(command);
        key.AddTo(command);
        var telemetry = new TelemetryOptions();
        telemetry.AddTo(command);
        var alerts = new AlertSettings();
        command.Options.Add(alerts.File);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var (metrics, webhook) = (telemetry.Read(parsed), alerts.Read(parsed));
            var console = new RunConsole(Console.Out, screen.IsJson, resultsOnly: screen.IsJson && !ErrorLines.IsJson, TimeProvider.System);
            var file = parsed.GetValue(config) is { } path ? OwnDocument.Read(path.FullName, OwnFile.ReadWithoutWorkers) : Given(chain, parsed);
            var address = stores.Read(parsed) ?? file.Store;
            if (address is not { Kind: StoreKind.PostgreSql })
                throw new UsageException($"a fleet needs a PostgreSQL store: give {stores.Store.Name} STORE, or set {StoreOptions.Variable}. STORE is {StoreAddress.Help}");
            using var owned = FleetKeys.Open(parsed.GetValue(keys), key, parsed);
            await using var database = OpenStore.Database(address);
            await new PostgreSqlStore(database).CheckAsync(cancellationToken);
            await using var client = new AlloraClient(await WorkerNetwork.OfAsync(file, cancellationToken), WorkerNetwork.OptionsOf(file, new LibraryLog(console)));
            await using var history = OpenHistory.Open(address, folder: null);
            await using var writer = new HistoryWriter(history.Store, time: client.Time);
            await using var runners = new FleetRunners(client, file, console, writer, parsed.GetValue(dryRun));
            var member = new FleetMember(
                database,
                client,
                new FleetMemberOptions { Wallets = owned.Wallets, Workers = runners, WalletOptions = WorkerSettings.Wallet(file, store: null) with { StateFolder = null } },
                Store(parsed.GetValue(name), parsed.GetValue(lease)),
                new LibraryLog(console, LogLevel.Information));
            await using var scraped = await TelemetryServer.StartIfWantedAsync(metrics, () => WorkerConsole.Named([.. runners.Members]), console, cancellationToken);
            using var push = TelemetryPush.StartIfWanted();
            await RunAsync(member, runners, client, console, webhook, cancellationToken);
            OpenHistory.NoteDropped(writer);
            return ExitCodes.Ok;
        });
    }

    private static async Task RunAsync(FleetMember member, FleetRunners runners, AlloraClient client, RunConsole console, AlertOptions? webhook, CancellationToken cancellationToken)
    {
        using var ended = new CancellationTokenSource();
        var upgrades = UpgradeLine.WatchAsync(client, () => runners.Members is [var first, ..] ? first.Runner : null, console, ended.Token);
        var states = new StateLines(() => runners.Members, console, client.Time).WatchAsync(ended.Token);
        var alerting = AlertSettings.RunAsync(webhook, () => [.. runners.Members.Select(static one => one.Runner)], new LibraryLog(console), client.Time, ended.Token);
        try
        {
            await member.RunAsync(cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(upgrades, states, alerting);
        }
    }

    private static PostgreSqlJournalOptions Store(string? name, int? leaseSeconds)
    {
        var options = new PostgreSqlJournalOptions();
        return options with { Holder = name ?? options.Holder, LeaseTime = leaseSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.LeaseTime };
    }

    private static WorkerFile Given(ChainOptions chain, ParseResult parsed) => new()
    {
        Network = chain.NameOf(parsed),
        Grpc = parsed.GetValue(chain.Grpc) ?? [],
        Rpc = parsed.GetValue(chain.Rpc) ?? [],
        ChainId = parsed.GetValue(chain.ChainId),
    };
}
