using System.CommandLine;
using Allora.Cli.Running;

namespace Allora.Cli.Inferences;

/// <summary>allora inferences: the network's inferences from its workers' values.</summary>
internal static class InferencesCommand
{
    public static Command Create() => new("inferences", "The network's inferences.")
    {
        Watching.Create("Shows each inference as the chain makes it, when a window closes, until Ctrl-C.", "TOPIC", "inferences",
            static (client, screen, topic, count, cancellationToken) => new InferenceWatch(client, screen, topic, count).RunAsync(cancellationToken)),
        LatestInference.Create(),
    };
}
