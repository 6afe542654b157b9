using System.CommandLine;
using Allora.Cli.Running;
using Allora.Sdk;

namespace Allora.Cli.Money;

/// <summary>allora fund: coins for a topic, which make it active.</summary>
internal static class FundCommand
{
    public static Command Create()
    {
        var sending = new SendingOptions();
        var topic = new Option<ulong>("--topic") { Description = "The topic.", Required = true, HelpName = "ID" };
        var amount = new Argument<string>("AMOUNT") { Description = "1.5allo or 1500uallo." };
        return sending.AddTo(new Command("fund", "Funds a topic.") { topic, amount }).Runs((parsed, screen, cancellationToken) =>
        {
            var what = Amounts.Parse(parsed.GetRequiredValue(amount));
            return sending.SendAsync(parsed, screen, _ => AlloraMessage.FundTopic(parsed.GetValue(topic), what), cancellationToken);
        });
    }
}
