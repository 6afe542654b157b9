using System.Text.Json.Nodes;
using Allora.Sdk;
using Allora.Sdk.Events;

namespace Allora.Cli.Running;

/// <summary>What commands that watch have in common: they refuse what could never come, run until they are ended, and tell when they hear nothing.</summary>
internal static class Watching
{
    /// <exception cref="AlloraException">The node cannot be reached, or there is no such topic.</exception>
    public static Task RequireAsync(AlloraClient client, ulong? topic, CancellationToken cancellationToken) =>
        topic is { } id ? client.GetTopicAsync(id, cancellationToken) : client.GetChainIdAsync(cancellationToken);

    /// <summary>Runs until it is done or the user ends it; both are well.</summary>
    public static async Task UntilEndedAsync(Func<CancellationToken, Task> watch, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await watch(done.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It runs until it is ended.
        }
    }

    /// <summary>Tells of a lost connection, and of blocks that were not heard of; false for any other signal.</summary>
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
                    $"blocks between {gap.AfterHeight} and {gap.NextHeight} were not heard of");
                return true;
            default:
                return false;
        }
    }
}
