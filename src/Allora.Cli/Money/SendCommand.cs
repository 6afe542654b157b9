using System.CommandLine;
using Allora.Cli.Keys;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Money;

/// <summary>allora send: coins from one address to another.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var sending = new SendingOptions();
        var to = new Argument<string>("ADDRESS") { Description = "The receiver." };
        var amount = new Argument<string>("AMOUNT") { Description = "1.5allo or 1500uallo." };
        var yes = new Option<bool>("--yes") { Description = "On mainnet: sends without asking first." };
        return sending.AddTo(new Command("send", "Sends coins, and waits until they are there. On mainnet it asks first.") { to, amount, yes }).Runs((parsed, screen, cancellationToken) =>
        {
            var (whom, what) = (Address(parsed.GetRequiredValue(to)), Amounts.Parse(parsed.GetRequiredValue(amount)));
            var chain = sending.Chain.Read(parsed).ChainId;
            if (chain == AlloraNetwork.Mainnet.ChainId && !parsed.GetValue(yes) && !parsed.GetValue(sending.DryRun))
                Confirm(whom, what, chain);
            return sending.SendAsync(parsed, screen, _ => AlloraMessage.Transfer(whom, what), cancellationToken);
        });
    }

    // Coins of mainnet cannot be had back.
    private static void Confirm(string whom, UAllo what, string chain)
    {
        if (!KeyText.Confirms($"Send {Amounts.Text(what)} to {whom} on {chain}? Type yes to send: ", "yes"))
            throw new UsageException($"nothing was sent: {chain} is mainnet; type yes when asked, or give --yes");
    }

    /// <summary>An address, checked before anything is paid.</summary>
    public static string Address(string text) =>
        AlloraAddress.IsValid(text) ? text : throw new UsageException($"\"{SafeText.Value(text)}\" is not an address: one starts with allo1 and ends with its checksum");
}
