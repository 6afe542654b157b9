using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Sdk;
using Allora.Sdk.Events.Signals;

namespace Allora.Cli.Running;

/// <summary>Shared by commands that watch.</summary>
internal static class Watching
{
    /// <summary>A watch command of one topic or of all; it ends after a count, or when the user ends it.</summary>
    public static Command Create(string description, string topicName, string countOf, Func<AlloraClient, Screen, ulong?, int?, CancellationToken, Task> watch)
    {
        var chain = new ChainOptions();
        var id = new Argument<ulong?>(topicName) { Description = "The topic. Default: all.", Arity = ArgumentArity.ZeroOrOne };
        var count = new Option<int?>("--count") { Description = $"Ends after this many {countOf}.", HelpName = "COUNT" };
        var command = new Command("watch", description) { id, count };
        chain.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            if (parsed.GetValue(count) is < 1)
                throw new UsageException("--count must be 1 or more");
            await using var client = chain.Connect(parsed);
            await RequireAsync(client, parsed.GetValue(id), cancellationToken);
            try
            {
                await watch(client, screen, parsed.GetValue(id), parsed.GetValue(count), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Runs until it is ended.
            }

            return ExitCodes.Ok;
        });
    }

    // An impossible watch is refused at once: an unknown topic, or a node that cannot be reached.
    private static Task RequireAsync(AlloraClient client, ulong? topic, CancellationToken cancellationToken) =>
        topic is { } id ? client.GetTopicAsync(id, cancellationToken) : client.GetChainIdAsync(cancellationToken);

    /// <summary>Reports a lost connection, and missed blocks; false for any other signal.</summary>
    public static bool Tell(Screen screen, ChainSignal signal)
    {
        switch (signal)
        {
            case StreamLost lost:
                screen.Line(new JsonObject { ["event"] = "connection_lost", ["reason"] = lost.Reason }, $"connection lost: {lost.Reason}");
                return true;
            case StreamGap gap:
                screen.Line(
                    new JsonObject { ["event"] = "gap", ["after"] = gap.AfterHeight, ["next"] = gap.NextHeight },
                    $"blocks between {gap.AfterHeight} and {gap.NextHeight} were missed");
                return true;
            default:
                return false;
        }
    }
}
