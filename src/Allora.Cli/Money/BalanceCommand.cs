using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;

namespace Allora.Cli.Money;

/// <summary>allora balance: the coins of an address.</summary>
internal static class BalanceCommand
{
    public static Command Create()
    {
        var (chain, wallet) = (new ChainOptions(), new KeyOptions());
        var address = new Argument<string?>("ADDRESS") { Description = "The address. Default: the key of --from.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("balance", "Shows the coins of an address.") { address };
        chain.AddTo(command);
        wallet.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var whose = FaucetCommand.AddressOf(parsed.GetValue(address), wallet, parsed, "no address");
            await using var client = chain.Connect(parsed);
            await ChainOptions.RequireChainAsync(client, cancellationToken);
            var balance = await client.GetBalanceAsync(whose, cancellationToken);
            screen.Fields(new JsonObject { ["address"] = whose, ["chain"] = client.Network.ChainId, ["allo"] = balance.ToAllo(), ["uallo"] = balance.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) });
            return ExitCodes.Ok;
        });
    }
}
