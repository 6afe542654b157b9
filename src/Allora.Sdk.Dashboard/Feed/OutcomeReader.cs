using System.Threading.Channels;

namespace Allora.Sdk.Dashboard.Feed;

/// <summary>
/// Reads the network's value and the wallet's rank of settled windows, one query after the other. If requests arrive faster than nodes answer,
/// the oldest are dropped: the window's page queries them again.
/// </summary>
internal sealed class OutcomeReader : IAsyncDisposable
{
    private const int Capacity = 1_000;

    private readonly Channel<(DashboardWorker Worker, SubmissionFollowUp FollowUp)> _requests = Channel.CreateBounded<(DashboardWorker, SubmissionFollowUp)>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    public OutcomeReader() => _reading = Task.Run(ReadAsync);

    public void Request(DashboardWorker worker, SubmissionFollowUp followUp) => _requests.Writer.TryWrite((worker, followUp));

    /// <summary>Queries what the chain has of a window and the record lacks. Without an answer the record stays as it is.</summary>
    public static async Task CompleteAsync(DashboardWorker worker, SubmissionFollowUp followUp, CancellationToken cancellationToken)
    {
        var (client, topic, nonce) = (worker.Runner.Client, followUp.TopicId, followUp.Nonce);
        var known = worker.Lane.Find(nonce);
        try
        {
            if (known?.NetworkValue is null && (await client.GetNetworkInferenceAsync(topic, nonce, cancellationToken).ConfigureAwait(false)).Combined is { } combined)
                worker.Learn(nonce, record => record with { NetworkValue = combined.ToString() });
            if (known?.Rank is not null || followUp.Score is not { } own)
                return;
            var scores = await client.GetNonceScoresAsync(followUp.Actor, topic, nonce, cancellationToken).ConfigureAwait(false);
            if (scores.ContainsKey(followUp.Wallet))
                worker.Learn(nonce, record => record with { Rank = 1 + scores.Values.Count(other => other > own), Ranked = scores.Count });
        }
        catch (AlloraException)
        {
            // No node answered, or the chain no longer keeps them: the page shows that they are not known.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var (worker, followUp) in _requests.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
                await CompleteAsync(worker, followUp, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The console ends.
        }
    }
}
