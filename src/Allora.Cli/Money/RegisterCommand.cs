using System.CommandLine;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Chain.Schemas.Messages;

namespace Allora.Cli.Money;

/// <summary>allora register: registers a wallet in a topic, for the chain's registration fee.</summary>
internal static class RegisterCommand
{
    public static Command Create()
    {
        var sending = new SendingOptions();
        var topic = new Option<ulong>("--topic") { Description = "The topic.", Required = true, HelpName = "ID" };
        var actor = new Option<TopicActor>("--as") { Description = "worker or reputer.", DefaultValueFactory = static _ => TopicActor.Worker };
        var leave = new Option<bool>("--remove") { Description = "Leave the topic instead." };
        return sending.AddTo(new Command("register", "Registers a wallet in a topic (costs the chain's fee), or removes it.") { topic, actor, leave }).Runs((parsed, screen, cancellationToken) =>
            sending.SendAsync(
                parsed,
                screen,
                _ => parsed.GetValue(leave)
                    ? AlloraMessage.Unregister(parsed.GetValue(actor), parsed.GetValue(topic))
                    : AlloraMessage.Register(parsed.GetValue(actor), parsed.GetValue(topic)),
                cancellationToken));
    }
}
