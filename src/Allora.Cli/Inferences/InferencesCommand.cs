using System.CommandLine;
using Allora.Cli.Commands;
using Allora.Cli.Running;

namespace Allora.Cli.Inferences;

/// <summary>allora inferences: what the network makes of its workers' values.</summary>
internal static class InferencesCommand
{
    public static Command Create() => new("inferences", "The network's inferences.") { Watch() };

    private static Command Watch()
    {
        var chain = new ChainOptions();
        var id = new Argument<ulong?>("TOPIC") { Description = "The topic; all of them where it is left out.", Arity = ArgumentArity.ZeroOrOne };
        var count = new Option<int?>("--count") { Description = "Ends after so many inferences.", HelpName = "COUNT" };
        var command = new Command("watch", "Tells of each inference as the chain makes it, when a window closes, until Ctrl-C.") { id, count };
        chain.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            if (parsed.GetValue(count) is < 1)
                throw new UsageException("--count must be 1 or more");
            await using var client = chain.Connect(parsed);
            await Watching.RequireAsync(client, parsed.GetValue(id), cancellationToken);
            await Watching.UntilEndedAsync(new InferenceWatch(client, screen, parsed.GetValue(id), parsed.GetValue(count)).RunAsync, cancellationToken);
            return ExitCodes.Ok;
        });
    }
}
