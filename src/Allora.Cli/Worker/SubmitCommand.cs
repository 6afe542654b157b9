using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Money;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker;

/// <summary>allora submit: one prediction for one open window, without a worker.</summary>
internal static class SubmitCommand
{
    public static Command Create()
    {
        var sending = new SendingOptions();
        var topic = new Argument<ulong>("TOPIC") { Description = "The topic." };
        var values = new Argument<string[]>("VALUE") { Description = "0.0123, or for a topic with labels up=0.3 down=0.7.", Arity = ArgumentArity.OneOrMore };
        var nonce = new Option<long?>("--nonce") { Description = "The nonce (a height). Default: the newest open window's.", HelpName = "HEIGHT" };
        var unregistered = new Option<bool>("--no-register") { Description = "Do not register the wallet in the topic if it is not registered." };
        var command = new Command("submit", "Submits one prediction for an open window, and follows it into a block.") { topic, values, nonce, unregistered };
        return sending.AddTo(command).Runs(async (parsed, screen, cancellationToken) =>
        {
            var prediction = PredictionOf(parsed.GetRequiredValue(values));
            using var wallet = sending.OpenWallet(parsed);
            await using var client = sending.Chain.Connect(parsed);
            await ChainOptions.RequireChainAsync(client, cancellationToken);
            var id = parsed.GetValue(topic);
            var open = parsed.GetValue(nonce) ?? await NewestAsync(client, id, cancellationToken);
            var options = new WorkerOptions
            {
                DryRun = parsed.GetValue(sending.DryRun),
                RegisterWhenNeeded = !parsed.GetValue(unregistered),
                Fees = sending.Fees(parsed),
            };
            var result = await client.SubmitAsync(wallet, id, open, prediction, options, cancellationToken);
            screen.Fields(Shown(result));
            return result.Status is SubmissionStatus.Included or SubmissionStatus.DryRun or SubmissionStatus.AlreadySubmitted ? ExitCodes.Ok : ExitCodes.Failed;
        });
    }

    private static async Task<long> NewestAsync(AlloraClient client, ulong topic, CancellationToken cancellationToken) =>
        (await client.GetOpenWorkerNoncesAsync(topic, cancellationToken)) is { Count: > 0 } nonces
            ? nonces.Max()
            : throw new UsageException($"topic {topic} has no open window: 'allora topics watch {topic}' shows when the next one opens");

    private static Prediction PredictionOf(string[] values)
    {
        if (SafeText.IsKeyMaterial(string.Join(' ', values)))
            throw new UsageException("words or a key are in the place of the value: they are not shown here, but others on this machine could have read them");
        if (values is [var single] && !single.Contains('=', StringComparison.Ordinal))
            return Prediction.Value(Exact(single, single));
        var labels = new Dictionary<string, ChainDecimal>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var at = value.LastIndexOf('=');
            if (at <= 0)
                throw new UsageException($"\"{SafeText.Value(value)}\" is not LABEL=VALUE, for example up=0.3");
            if (!labels.TryAdd(value[..at], Exact(value[(at + 1)..], value)))
                throw new UsageException($"the label \"{SafeText.Value(value[..at])}\" is given twice");
        }

        return Prediction.Labels(labels);
    }

    private static ChainDecimal Exact(string text, string given)
    {
        try
        {
            return ChainDecimal.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new UsageException(SafeText.Value(given) == given ? $"\"{given}\" is not a number that the chain accepts: {wrong.Message}" : $"\"{SafeText.Value(given)}\" is not a number");
        }
    }

    private static JsonObject Shown(SubmissionResult result) => new()
    {
        ["status"] = result.Status.ToString(),
        ["topic"] = result.TopicId,
        ["nonce"] = result.Nonce,
        ["value"] = result.Value,
        ["hash"] = result.TransactionHash,
        ["height"] = result.Height,
        ["fee"] = result.Fee?.ToString(),
        ["reason"] = result.Reason?.ToString(),
        ["message"] = result.Message,
    };
}
