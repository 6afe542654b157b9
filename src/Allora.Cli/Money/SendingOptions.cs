using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Sending;
using Allora.Sdk.Values;

namespace Allora.Cli.Money;

/// <summary>Shared by all commands that send a transaction: chain, key, fee, state folder, dry run.</summary>
internal sealed class SendingOptions
{
    public ChainOptions Chain { get; } = new();

    public KeyOptions Wallet { get; } = new();

    public Option<FeeTier> Tier { get; } = new("--fee-tier") { Description = "eco, standard or priority: 1.0, 1.1 or 1.5 times the chain's price.", DefaultValueFactory = static _ => FeeTier.Standard };

    public Option<string?> MaximumFee { get; } = new("--maximum-fee") { Description = "The highest fee to pay. Default: 20 times the network's gas price floor for the highest gas limit; 0.01allo on mainnet.", HelpName = "AMOUNT" };

    public Option<string?> DailyBudget { get; } = new("--daily-budget") { Description = "The highest sum of the wallet's fees on one UTC day. Default: 100 times the default of --maximum-fee.", HelpName = "AMOUNT" };

    public Option<string?> State { get; } = new("--state") { Description = "The folder of the wallet's journal; the same as its worker's. Default: below the user's local application data.", HelpName = "FOLDER" };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Build, sign and simulate; send nothing." };

    public Option<string> Memo { get; } = new("--memo") { Description = "A public note, up to 256 bytes.", DefaultValueFactory = static _ => "", HelpName = "TEXT" };

    public Command AddTo(Command command)
    {
        Chain.AddTo(command);
        Wallet.AddTo(command);
        foreach (var option in (Option[])[Tier, MaximumFee, DailyBudget, State, DryRun, Memo])
            command.Options.Add(option);
        return command;
    }

    /// <summary>The wallet that was named, with its journal in the state folder.</summary>
    public AlloraWallet OpenWallet(ParseResult parsed)
    {
        StateNote.Write(parsed.GetValue(State));
        return Wallet.Open(parsed).WithOptions(new WalletOptions { StateFolder = parsed.GetValue(State), DailyBudget = AmountOf(parsed, DailyBudget) });
    }

    /// <summary>The limits on the fee.</summary>
    public FeeOptions Fees(ParseResult parsed) => new() { Tier = parsed.GetValue(Tier), MaximumFee = AmountOf(parsed, MaximumFee) };

    /// <summary>Sends one message and shows its outcome.</summary>
    public Task<int> SendAsync(ParseResult parsed, Screen screen, Func<AlloraWallet, AlloraMessage> message, CancellationToken cancellationToken) =>
        SendAsync(parsed, screen, (_, wallet) => Task.FromResult(message(wallet)), new JsonObject(), cancellationToken);

    /// <summary>Sends one message that is made from the chain's state, and shows its outcome after what is already known of it.</summary>
    public async Task<int> SendAsync(
        ParseResult parsed, Screen screen, Func<AlloraClient, AlloraWallet, Task<AlloraMessage>> message, JsonObject known, CancellationToken cancellationToken)
    {
        using var wallet = OpenWallet(parsed);
        await using var client = Chain.Connect(parsed);
        await ChainOptions.RequireChainAsync(client, cancellationToken);
        var options = new TransactionOptions { Fees = Fees(parsed) };
        await using var transactions = client.OpenWallet(wallet, options);
        var request = transactions.RequestOf(await message(client, wallet)) with { DryRun = parsed.GetValue(DryRun), Memo = parsed.GetValue(Memo)! };
        var result = await transactions.SendAsync(request, cancellationToken);
        screen.Fields(Shown(result, known));
        return result.Status is TransactionStatus.Included or TransactionStatus.Simulated ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static UAllo? AmountOf(ParseResult parsed, Option<string?> option)
    {
        try
        {
            return parsed.GetValue(option) is not { } text ? null
                : Amounts.Parse(text) is var amount && amount > UAllo.Zero ? amount
                : throw new UsageException($"{option.Name} is 0: nothing could ever be sent; use --dry-run");
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"{option.Name}: {wrong.Message}");
        }
    }

    private static JsonObject Shown(TransactionResult result, JsonObject known)
    {
        known["status"] = result.Status.ToString();
        known["hash"] = result.Hash;
        known["height"] = result.Receipt?.Height;
        known["fee"] = result.Fee?.ToString();
        known["gas_used"] = result.GasUsed;
        known["reason"] = result.Reason?.ToString();
        known["message"] = result.Message;
        return known;
    }
}
