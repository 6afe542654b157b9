using System.CommandLine;
using Allora.Cli.Running;
using Allora.Sdk;
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
        return sending.AddTo(new Command("send", "Sends coins, and waits until they are there.") { to, amount }).Runs((parsed, screen, cancellationToken) =>
        {
            var (whom, what) = (Address(parsed.GetRequiredValue(to)), Amounts.Parse(parsed.GetRequiredValue(amount)));
            return sending.SendAsync(parsed, screen, _ => AlloraMessage.Transfer(whom, what), cancellationToken);
        });
    }

    /// <summary>An address, checked before anything is paid.</summary>
    public static string Address(string text) =>
        AlloraAddress.IsValid(text) ? text : throw new UsageException($"\"{SafeText.Value(text)}\" is not an address: one starts with allo1 and ends with its checksum");
}
