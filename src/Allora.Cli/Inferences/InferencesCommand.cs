using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Commands;
using Allora.Cli.Running;
using Allora.Sdk.Events;

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
            await using var client = chain.Connect(parsed);
            var told = 0;
            try
            {
                await foreach (var happened in client.Events.TypedEventsAsync(parsed.GetValue(id), cancellationToken: cancellationToken))
                {
                    if (InferenceEvent.Read(happened) is not { } inference)
                        continue;
                    screen.Line(Json(happened, inference), Text(happened, inference));
                    if (++told >= parsed.GetValue(count))
                        break;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // It runs until it is ended.
            }

            return ExitCodes.Ok;
        });
    }

    private static JsonObject Json(TypedEvent happened, InferenceEvent inference) => new()
    {
        ["topic"] = happened.TopicId,
        ["nonce"] = inference.Nonce,
        ["height"] = happened.Height,
        ["combined"] = LabelValues.Json(inference.Combined),
        ["naive"] = LabelValues.Json(inference.Naive),
        ["inferers"] = inference.Inferers,
        ["forecasters"] = inference.Forecasters,
        ["outlier_resistant"] = inference.IsOutlierResistant,
    };

    private static string Text(TypedEvent happened, InferenceEvent inference) => string.Create(
        CultureInfo.InvariantCulture,
        $"topic {happened.TopicId}  nonce {inference.Nonce}: combined {LabelValues.Text(inference.Combined)}; naive {LabelValues.Text(inference.Naive)}; of {inference.Inferers} inferers and {inference.Forecasters} forecasters (height {happened.Height}{(inference.IsOutlierResistant ? ", outlier resistant" : "")})");
}
