using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Api;

namespace Allora.Cli.Money;

/// <summary>allora faucet: test coins for an address.</summary>
internal static class FaucetCommand
{
    // A key is not an argument: other users of the machine can see arguments.
    private const string KeyVariable = "ALLORA_FAUCET_KEY";

    public static Command Create()
    {
        var (chain, wallet) = (new ChainOptions(), new KeyOptions());
        var address = new Argument<string?>("ADDRESS") { Description = "The receiver. Default: the key of --from.", Arity = ArgumentArity.ZeroOrOne };
        var url = new Option<string?>("--url") { Description = "A faucet instead of the network's own.", HelpName = "URI" };
        var wait = new Option<int>("--wait") { Description = "Waits this many seconds, 3600 at most, for the coins to arrive; 0 ends when the faucet has accepted.", HelpName = "SECONDS", DefaultValueFactory = static _ => 0 };
        var command = new Command("faucet", $"Requests test coins from the network's faucet. If it requires a key, set {KeyVariable}.") { address, url, wait };
        chain.AddTo(command);
        wallet.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var whose = AddressOf(parsed.GetValue(address), wallet, parsed, "no receiver");
            var patience = parsed.GetValue(wait) is >= 0 and <= 3600 and var seconds ? TimeSpan.FromSeconds(seconds) : throw new UsageException("--wait must be between 0 and 3600 seconds");
            var network = WithFaucet(chain.Read(parsed), parsed.GetValue(url));
            await using var client = patience > TimeSpan.Zero ? new AlloraClient(network) : null;
            var arrival = client is null ? null : await CoinArrival.StartAsync(client, whose, cancellationToken);
            await AskAsync(network, whose, cancellationToken);
            var answer = new JsonObject { ["address"] = whose, ["faucet"] = network.Faucet!.ToString(), ["outcome"] = "accepted" };
            if (arrival is null)
            {
                screen.Fields(answer);
                screen.Say("The coins are there when the balance has grown: the faucet sends them on its own time.");
                return ExitCodes.Ok;
            }

            var arrived = await arrival.WaitAsync(patience, cancellationToken);
            answer["outcome"] = arrived is null ? "accepted, not arrived" : "arrived";
            answer["received"] = arrived?.ToString();
            screen.Fields(answer);
            if (arrived is not null)
                return ExitCodes.Ok;
            await Console.Error.WriteLineAsync($"allora: the faucet accepted, but no coins arrived within {patience.TotalSeconds:0} s: check the balance before requesting again");
            return ExitCodes.Failed;
        });
    }

    /// <summary>The address that was given, or the one of --from.</summary>
    public static string AddressOf(string? given, KeyOptions wallet, ParseResult parsed, string missing)
    {
        if (given is not null)
            return SendCommand.Address(given);
        if (!wallet.IsGiven(parsed))
            throw new UsageException($"{missing}: give an address, or --from KEY");
        using var key = wallet.Open(parsed);
        return key.Address;
    }

    private static AlloraNetwork WithFaucet(AlloraNetwork network, string? url)
    {
        if (url is not null)
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? network with { Faucet = uri }
                : throw new UsageException($"--url must be an address such as https://faucet.example/api/request, not \"{SafeText.Value(url)}\"");
        }

        return network.Faucet is not null ? network
            : throw new UsageException(network.IsDevNet
                ? "a local chain has no faucet: its test accounts have coins, see 'allora devnet' and 'allora send'; or give --url"
                : $"{network.ChainId} has no faucet: its coins are not free");
    }

    private static async Task AskAsync(AlloraNetwork network, string address, CancellationToken cancellationToken)
    {
        using var faucet = new FaucetClient(network, new FaucetOptions { ApiKey = Environment.GetEnvironmentVariable(KeyVariable) });
        try
        {
            await faucet.RequestAsync(address, cancellationToken);
        }
        catch (AlloraException denied) when (denied.Reason == AlloraErrorReason.AccessDenied)
        {
            throw new AlloraException(denied.Reason, denied.IsTransient, $"{denied.Message}: set {KeyVariable} to a key of this faucet", denied);
        }
    }
}
