using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk;

namespace Allora.Cli.Worker;

/// <summary>The workers of one file: one runner for each topic, a line for each window.</summary>
internal sealed class WorkerFleet(AlloraClient client, AlloraWallet wallet, Screen screen, int? windows)
{
    private int _settled;

    public async Task RunAsync(WorkerFile file, Func<WorkerEntry, WorkerOptions> options, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var models = file.Workers.Select(static entry => new HttpModel(entry)).ToList();
        try
        {
            screen.Say($"wallet {wallet.Address} on {client.Network.ChainId}; topics {string.Join(", ", file.Workers.Select(static entry => entry.Topic))}; Ctrl-C ends it");
            await Task.WhenAll(file.Workers.Zip(models, (entry, model) => RunOneAsync(entry, model, options(entry), stop)));
        }
        finally
        {
            foreach (var model in models)
                model.Dispose();
        }
    }

    // Where one worker cannot go on, none does: the user sees it at once.
    private async Task RunOneAsync(WorkerEntry entry, HttpModel model, WorkerOptions options, CancellationTokenSource stop)
    {
        var runner = new WorkerRunner(client, wallet, model, options);
        var telling = TellAsync(entry.Topic, runner, stop);
        try
        {
            await runner.RunAsync(stop.Token);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            await telling;
        }
    }

    private async Task TellAsync(ulong topic, WorkerRunner runner, CancellationTokenSource stop)
    {
        await foreach (var result in runner.ResultsAsync(CancellationToken.None))
        {
            if (result.Status == SubmissionStatus.Broadcast)
                continue;
            screen.Line(Json(result), Text(topic, result));
            if (Interlocked.Increment(ref _settled) >= windows)
                await stop.CancelAsync();
        }
    }

    private static string Text(ulong topic, SubmissionResult result)
    {
        var sent = result.Timings.OwnLatency is { } latency ? string.Create(CultureInfo.InvariantCulture, $"  sent after {latency.TotalMilliseconds:0.0} ms") : "";
        var paid = result.Fee is { } fee ? $"  fee {fee}" : "";
        var where = result.Height is { } height ? $"  height {height}" : "";
        return $"topic {topic}  nonce {result.Nonce}  {result.Status}  {result.Value}{where}{paid}{sent}  {result.TransactionHash}{(result.Message is { } why ? $"  ({why})" : "")}".TrimEnd();
    }

    private static JsonObject Json(SubmissionResult result) => new()
    {
        ["topic"] = result.TopicId,
        ["nonce"] = result.Nonce,
        ["status"] = result.Status.ToString(),
        ["value"] = result.Value,
        ["hash"] = result.TransactionHash,
        ["height"] = result.Height,
        ["fee"] = result.Fee?.ToString(),
        ["reason"] = result.Reason?.ToString(),
        ["message"] = result.Message,
    };
}
