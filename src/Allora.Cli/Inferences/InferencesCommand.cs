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
                    if (Shown(happened) is not { } inference)
                        continue;
                    screen.Line(inference, Text(inference));
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

    private static JsonObject? Shown(TypedEvent happened) => happened.Message switch
    {
        Sdk.Protos.Emissions.V10.EventNetworkInferenceBundle bundle =>
            Row(happened, bundle.Nonce, bundle.CombinedValue, bundle.NaiveValue, bundle.InfererAddresses.Count, bundle.ForecasterAddresses.Count, bundle.LabelNames, bundle.OutlierResistant),
        Sdk.Protos.Emissions.V9.EventNetworkInferences { ValueBundle: { } values } inferences =>
            Row(happened, inferences.Nonce, values.CombinedValue, values.NaiveValue, values.InfererValues.Count, values.ForecasterValues.Count, [], isOutlierResistant: false),
        _ => null,
    };

    private static JsonObject Row(TypedEvent happened, long nonce, string combined, string naive, int inferers, int forecasters, IEnumerable<string> labels, bool isOutlierResistant) => new()
    {
        ["topic"] = happened.TopicId,
        ["nonce"] = nonce,
        ["height"] = happened.Height,
        ["combined"] = combined,
        ["naive"] = naive,
        ["labels"] = new JsonArray([.. labels.Select(static label => JsonValue.Create(label))]),
        ["inferers"] = inferers,
        ["forecasters"] = forecasters,
        ["outlier_resistant"] = isOutlierResistant,
    };

    private static string Text(JsonObject row) => string.Create(
        CultureInfo.InvariantCulture,
        $"topic {row["topic"]}  nonce {row["nonce"]}: combined {row["combined"]}, naive {row["naive"]}, of {row["inferers"]} inferers and {row["forecasters"]} forecasters (height {row["height"]}{((bool)row["outlier_resistant"]! ? ", outlier resistant" : "")})");
}
