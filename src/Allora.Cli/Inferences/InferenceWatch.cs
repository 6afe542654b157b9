using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Chain.Events;

namespace Allora.Cli.Inferences;

/// <summary>Shows each inference when the chain makes it, and reports missed blocks.</summary>
internal sealed class InferenceWatch(AlloraClient client, Screen screen, ulong? topic, int? count)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The stream of events continues after connection errors.
        var troubles = TellTroublesAsync(done.Token);
        try
        {
            await InferencesAsync(cancellationToken);
        }
        finally
        {
            await done.CancelAsync();
            await troubles.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task InferencesAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        await foreach (var happened in client.Blocks.TypedEventsAsync(topic, cancellationToken: cancellationToken))
        {
            if (InferenceEvent.Read(happened) is not { } inference)
                continue;
            screen.Line(Json(happened, inference), Text(happened, inference));
            if (++told >= count)
                return;
        }
    }

    private async Task TellTroublesAsync(CancellationToken cancellationToken)
    {
        await foreach (var signal in client.Blocks.ListenAsync(cancellationToken))
            Watching.Tell(screen, signal);
    }

    private static JsonObject Json(TypedEvent happened, InferenceEvent inference) => new()
    {
        ["event"] = "inference",
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
