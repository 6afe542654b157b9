using System.CommandLine;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Values;

namespace Allora.Cli.Money;

/// <summary>allora stake: a reputer's own stake in a topic, or one that is delegated to a reputer.</summary>
internal static class StakeCommand
{
    public static Command Create() => new("stake", "Stake in a topic: one's own as a reputer, or delegated to one.")
    {
        Moves("add", "Adds stake.", AlloraMessage.AddStake, AlloraMessage.DelegateStake),
        Moves("remove", "Removes stake; the chain pays it out after its delay.", AlloraMessage.RemoveStake, AlloraMessage.RemoveDelegateStake),
        Cancels(),
    };

    private static Command Moves(string name, string description, Func<ulong, UAllo, AlloraMessage> own, Func<ulong, string, UAllo, AlloraMessage> delegated)
    {
        var (sending, topic, reputer) = (new SendingOptions(), Topic(), Reputer());
        var amount = new Argument<string>("AMOUNT") { Description = "1.5allo or 1500uallo." };
        return sending.AddTo(new Command(name, description) { topic, reputer, amount }).Runs((parsed, screen, cancellationToken) =>
        {
            var what = Amounts.Parse(parsed.GetRequiredValue(amount));
            var whose = parsed.GetValue(reputer) is { } text ? SendCommand.Address(text) : null;
            return sending.SendAsync(
                parsed, screen, _ => whose is null ? own(parsed.GetValue(topic), what) : delegated(parsed.GetValue(topic), whose, what), cancellationToken);
        });
    }

    private static Command Cancels()
    {
        var (sending, topic, reputer) = (new SendingOptions(), Topic(), Reputer());
        return sending.AddTo(new Command("cancel", "Cancels a removal that is not paid out yet.") { topic, reputer }).Runs((parsed, screen, cancellationToken) =>
        {
            var whose = parsed.GetValue(reputer) is { } text ? SendCommand.Address(text) : null;
            return sending.SendAsync(
                parsed, screen, _ => whose is null ? AlloraMessage.CancelRemoveStake(parsed.GetValue(topic)) : AlloraMessage.CancelRemoveDelegateStake(parsed.GetValue(topic), whose), cancellationToken);
        });
    }

    private static Option<ulong> Topic() => new("--topic") { Description = "The topic.", Required = true, HelpName = "ID" };

    private static Option<string?> Reputer() => new("--reputer") { Description = "Delegate to this reputer instead of staking as one.", HelpName = "ADDRESS" };
}
