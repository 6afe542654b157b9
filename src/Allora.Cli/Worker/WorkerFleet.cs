using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Workers.History;

namespace Allora.Cli.Worker;

/// <summary>Runs the workers of one file in parallel, with a line for each window.</summary>
internal sealed class WorkerFleet(AlloraClient client, Screen screen, HistoryWriter history, int? windows)
{
    private int _settled;

    public async Task RunAsync(WorkerCrew crew, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (var wallet in crew.Members.GroupBy(static member => member.Wallet))
            screen.Say($"wallet {wallet.Key} on {client.Network.ChainId}; {string.Join(", ", wallet.Select(static member => $"{member.Role} of topic {member.Topic}"))}; Ctrl-C ends it");
        using var ended = new CancellationTokenSource();
        var upgrades = UpgradeLine.WatchAsync(client, crew.Members[0].Runner, screen, ended.Token);
        try
        {
            await Task.WhenAll(crew.Members.Select(member => RunOneAsync(member, stop)));
        }
        finally
        {
            await ended.CancelAsync();
            await upgrades;
        }
    }

    // If one worker cannot continue, all end: the user sees it at once.
    private async Task RunOneAsync(CrewMember member, CancellationTokenSource stop)
    {
        var telling = TellAsync(member, stop);
        member.Runner.AddObserver(new StandbyLines(screen));
        member.Runner.AddObserver(history.Of(client.Network.ChainId, ActorOf(member.Role)));
        try
        {
            await member.Runner.RunAsync(stop.Token);
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

    private async Task TellAsync(CrewMember member, CancellationTokenSource stop)
    {
        await foreach (var result in member.Runner.ResultsAsync(CancellationToken.None))
        {
            if (result.Status == SubmissionStatus.Broadcast)
                continue;
            screen.Line(Json(member, result), Text(member, result));
            if (Interlocked.Increment(ref _settled) >= windows)
                await stop.CancelAsync();
        }
    }

    private static SubmissionActor ActorOf(string role) => role switch
    {
        "reputer" => SubmissionActor.Reputer,
        "forecaster" => SubmissionActor.Forecaster,
        _ => SubmissionActor.Inferer,
    };

    private static string Text(CrewMember member, SubmissionResult result)
    {
        var who = member.Role == "inferer" ? "" : $"  {member.Role}";
        var sent = result.Timings.OwnLatency is { } latency ? string.Create(CultureInfo.InvariantCulture, $"  sent after {latency.TotalMilliseconds:0.0} ms") : "";
        var paid = result.Fee is { } fee ? $"  fee {fee}" : "";
        var where = result.Height is { } height ? $"  height {height}" : "";
        var reason = result.Message is { } why && result.Value?.EndsWith(why, StringComparison.Ordinal) != true ? $"  ({why})" : "";
        return $"topic {result.TopicId}{who}  nonce {result.Nonce}  {result.Status}  {result.Value}{where}{paid}{sent}  {result.TransactionHash}{reason}".TrimEnd();
    }

    private static JsonObject Json(CrewMember member, SubmissionResult result) => new()
    {
        ["role"] = member.Role,
        ["wallet"] = member.Wallet,
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
