using Allora.Sdk;
using Allora.Sdk.Events.Signals;
using Topic67.Worker.Reporting;

namespace Topic67.Worker.Chain;

/// <summary>
/// Hears the chain beside the worker: says when the events are subscribed, and which windows opened that nobody took up by the next block.
/// </summary>
internal sealed class ChainWatch(AlloraClient client, ulong topicId, WindowBook book)
{
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once blocks are heard of.</summary>
    public Task Subscribed => _subscribed.Task;

    public async Task RunAsync(CancellationToken stop)
    {
        var opened = new List<WindowOpened>();
        try
        {
            await foreach (var signal in client.Events.ListenAsync(stop).ConfigureAwait(false))
            {
                if (signal is StreamLost)
                    continue;
                _subscribed.TrySetResult();
                if (signal is not BlockSignal block)
                    continue;
                foreach (var window in opened)
                    book.Opened(window.Nonce, null);
                opened.Clear();
                opened.AddRange(block.Opened.Where(o => o.TopicId == topicId));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The worker stops.
        }
    }
}
