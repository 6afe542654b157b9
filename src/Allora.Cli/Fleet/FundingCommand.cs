using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;
using Allora.Cli.Stores;
using Allora.Sdk;
using Allora.Sdk.Workers.Funding;

namespace Allora.Cli.Fleet;

/// <summary>allora fleet fund: coins for many wallets.</summary>
internal static class FundingCommand
{
    public static Command Create()
    {
        var (chain, key, stores) = (new ChainOptions(), new KeyOptions(), new StoreOptions());
        var config = new Option<FileInfo>("--config") { Description = "Wallets and limits: YAML or JSON, see docs/fleet.md.", HelpName = "FILE", Required = true };
        var once = new Option<bool>("--once") { Description = "Runs one round and ends." };
        var command = new Command("fund", "Keeps wallets in coins from a treasury, within daily limits, and sweeps what is above the ceiling to one address.") { config, once, stores.Store };
        chain.AddTo(command);
        key.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var file = FundingFile.Read(parsed.GetRequiredValue(config).FullName);
            await using var store = (stores.Read(parsed) ?? file.Store) is { } address ? OpenStore.Open(address) : null;
            var wallets = new List<AlloraWallet>();
            try
            {
                var options = new WalletOptions { Journal = store?.Journal };
                var treasury = Keep(parsed.GetValue(key.From) is null && file.Treasury is { } name ? KeyOpening.Open(name, parsed, key.Passphrase) : key.Open(parsed));
                var swept = file.Sweep.Select(one => Keep(KeyOpening.Open(one, parsed, key.Passphrase))).ToList();
                await using var client = chain.Connect(parsed);
                await ChainOptions.RequireChainAsync(client, cancellationToken);
                var funded = Options(file, swept);
                var funding = new WalletFunding(client, treasury, funded);
                screen.Say($"treasury {treasury.Address} on {client.Network.ChainId}: {file.Wallets.Count} wallets, at most {Amounts.Text(file.DailyLimit)} a day");
                return await RunAsync(funding, screen, parsed.GetValue(once), funded.Interval, client.Time, cancellationToken);

                AlloraWallet Keep(AlloraWallet wallet)
                {
                    wallets.Add(wallet.WithOptions(options));
                    return wallet;
                }
            }
            finally
            {
                wallets.ForEach(static wallet => wallet.Dispose());
            }
        });
    }

    private static async Task<int> RunAsync(WalletFunding funding, Screen screen, bool once, TimeSpan interval, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var round = await RoundAsync(funding, screen, isLast: once, cancellationToken);
                if (once)
                    return round is { HeldBack.Count: 0 } && round.Transfers.All(static one => one.Failure is null) ? ExitCodes.Ok : ExitCodes.Failed;
                await Task.Delay(interval, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Ok;
        }
    }

    // A node that does not answer is no reason to leave wallets dry for good.
    private static async Task<FundingRound?> RoundAsync(WalletFunding funding, Screen screen, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            var round = await funding.RunOnceAsync(cancellationToken);
            foreach (var transfer in round.Transfers)
                screen.Line(Json(transfer), $"{Amounts.Text(transfer.Amount)} from {transfer.From} to {transfer.To}  {transfer.Failure ?? "included"}  {transfer.Hash}");
            foreach (var (address, why) in round.HeldBack)
                screen.Line(new JsonObject { ["event"] = "held_back", ["wallet"] = address, ["reason"] = why }, $"{address} was not topped up: {why}");
            return round;
        }
        catch (AlloraException failed) when (!isLast && failed.IsTransient)
        {
            screen.Line(new JsonObject { ["event"] = "round_failed", ["reason"] = failed.Message }, $"the round failed: {failed.Message}");
            return null;
        }
    }

    private static FundingOptions Options(FundingFile file, IReadOnlyList<AlloraWallet> swept)
    {
        var options = new FundingOptions
        {
            Wallets = file.Wallets,
            Floor = file.Floor,
            Target = file.Target,
            Ceiling = file.Ceiling,
            DailyLimit = file.DailyLimit,
            SweptWallets = swept,
            SweepTo = file.SweepTo,
        };
        return file.Interval is { } interval ? options with { Interval = interval } : options;
    }

    private static JsonObject Json(FundingTransfer transfer) => new()
    {
        ["event"] = "transfer",
        ["from"] = transfer.From,
        ["to"] = transfer.To,
        ["amount"] = transfer.Amount.ToString(),
        ["hash"] = transfer.Hash,
        ["failure"] = transfer.Failure,
    };
}
