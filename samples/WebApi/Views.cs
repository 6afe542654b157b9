using Allora.Sdk;
using Allora.Sdk.Hosting;

namespace WebApi;

/// <summary>A worker in the API.</summary>
internal sealed record WorkerView(string Name, ulong Topic, string Wallet, string State, string Detail, bool Live, bool Ready, long Height, string? BalanceAllo)
{
    public static WorkerView Of(AlloraWorkerService worker)
    {
        var health = worker.Runner.GetHealth();
        return new WorkerView(
            worker.Name, worker.Options.TopicId, worker.Wallet, health.Status.State.ToString(), health.Detail, health.IsLive, health.IsReady, health.Height, health.Balance?.ToAllo());
    }
}

/// <summary>A window's outcome in the API.</summary>
internal sealed record WindowView(ulong Topic, long Nonce, string Status, string? Value, string? Hash, long? Height, string? Fee, double? SentMs, double? IncludedMs, string? Message)
{
    public static WindowView Of(SubmissionResult result) => new(
        result.TopicId, result.Nonce, result.Status.ToString(), result.Value, result.TransactionHash, result.Height, result.Fee?.ToString(),
        result.Timings.OwnLatency?.TotalMilliseconds, result.Timings.Confirmed?.TotalMilliseconds, result.Message);
}
