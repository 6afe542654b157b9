using System.CommandLine;
using Allora.Cli.Running;
using Allora.Sdk;

namespace Allora.Cli.Worker;

/// <summary>allora worker: runs workers whose models answer over HTTP.</summary>
internal static class WorkerCommand
{
    public static Command Create() => new("worker", "Workers, forecasters and reputers whose models answer over HTTP, in any language.") { Run() };

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
            if (parsed.GetValue(windows) is < 1)
                throw new UsageException("--windows must be 1 or more");
            var (file, remarks) = WorkerFileReader.Read(parsed.GetRequiredValue(config).FullName);
            foreach (var remark in remarks)
                await Console.Error.WriteLineAsync($"allora: note: {remark}");
            using var key = file.Key is { } named && parsed.GetValue(wallet.From) is null ? AlloraWallet.FromKeyFile(KeyFolder.Find(named)) : wallet.Open(parsed);
            await using var client = new AlloraClient(ChainOptions.NetworkOf(file.Network, ("grpc", file.Grpc), ("rpc", file.Rpc), file.ChainId));
            using var crew = new WorkerCrew(client, key, file, parsed.GetValue(dryRun));
            await new WorkerFleet(client, key, screen, parsed.GetValue(windows)).RunAsync(crew, cancellationToken);
            return ExitCodes.Ok;
        });
    }
}
