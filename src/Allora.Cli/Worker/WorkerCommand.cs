using System.CommandLine;
using Allora.Cli.Commands;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Transactions.Fees;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker;

/// <summary>allora worker: runs workers whose models answer over HTTP.</summary>
internal static class WorkerCommand
{
    public static Command Create() => new("worker", "Workers whose models answer over HTTP, in any language.") { Run() };

    private static Command Run()
    {
        var wallet = new WalletOptions();
        var config = new Option<FileInfo>("--config") { Description = "YAML or JSON of our own (docs/cli.md), or the Go offchain node's config.json.", HelpName = "FILE", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Predict, sign and simulate; send nothing." };
        var windows = new Option<int?>("--windows") { Description = "Ends after so many windows.", HelpName = "COUNT" };
        var command = new Command("run", "Runs the workers of a file until Ctrl-C; what is in flight is confirmed first.") { config, dryRun, windows };
        wallet.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var (file, remarks) = WorkerFileReader.Read(parsed.GetRequiredValue(config).FullName);
            foreach (var remark in remarks)
                await Console.Error.WriteLineAsync($"allora: note: {remark}");
            using var key = file.Key is { } named && parsed.GetValue(wallet.From) is null ? AlloraWallet.FromKeyFile(KeyFolder.Find(named)) : wallet.Open(parsed);
            await using var client = new AlloraClient(ChainOptions.NetworkOf(file.Network, ("grpc", file.Grpc), ("rpc", file.Rpc), file.ChainId));
            var fleet = new WorkerFleet(client, key, screen, parsed.GetValue(windows));
            await fleet.RunAsync(file, entry => Options(file, entry, parsed.GetValue(dryRun)), cancellationToken);
            return ExitCodes.Ok;
        });
    }

    private static WorkerOptions Options(WorkerFile file, WorkerEntry entry, bool dryRun) => new()
    {
        TopicId = entry.Topic,
        DryRun = dryRun || file.DryRun,
        StateFolder = file.State,
        PredictionTimeout = TimeSpan.FromSeconds(entry.TimeoutSeconds),
        PollInterval = TimeSpan.FromSeconds(entry.PollSeconds),
        Fees = new FeeOptions
        {
            Tier = Enum.TryParse<FeeTier>(file.FeeTier, ignoreCase: true, out var tier) && Enum.IsDefined(tier) ? tier : throw new UsageException($"fee_tier must be eco, standard or priority, not \"{file.FeeTier}\""),
            MaximumFee = file.MaximumFee is { } most ? Amounts.Parse(most) : null,
            Cap = file.GasPriceCap is { } cap ? GasPrice.Parse(cap) : null,
        },
    };
}
