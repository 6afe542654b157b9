using Allora.Sdk;
using Allora.Sdk.Events;
using Topic67.Worker.Reporting;

namespace Topic67.Worker.Running;

/// <summary>Hears the chain beside the worker: says when the events are subscribed, and which windows open.</summary>
internal sealed class ChainWatch(AlloraClient client, ulong topicId, WindowBook book)
{
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once blocks are heard of.</summary>
    public Task Subscribed => _subscribed.Task;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var signal in client.Events.ListenAsync(stop).ConfigureAwait(false))
            {
                if (signal is StreamLost)
                    continue;
                _subscribed.TrySetResult();
                if (signal is not BlockSignal block)
                    continue;
                foreach (var opened in block.Opened.Where(o => o.TopicId == topicId))
                    book.Opened(opened.Nonce, opened.Nonce == block.Height ? block.Time : null);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The worker stops.
        }
    }
}
