using Allora.Sdk;
using Allora.Sdk.Events.Signals;
using Topic67.Worker.Reporting;

namespace Topic67.Worker.Chain;

/// <summary>
/// Listens to the chain in parallel with the worker: reports the subscription of events and its loss, and opened windows that the worker has not
/// started by the next block.
/// </summary>
internal sealed class ChainWatch(AlloraClient client, ulong topicId, WindowBook book, Action<string> lost, Action restored)
{
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first block is received.</summary>
    public Task Subscribed => _subscribed.Task;

    public async Task RunAsync(CancellationToken stop)
    {
        var opened = new List<WindowOpened>();
        var isLost = false;
        try
        {
            await foreach (var signal in client.Blocks.ListenAsync(stop).ConfigureAwait(false))
            {
                if (signal is StreamLost gone)
                {
                    isLost = true;
                    lost(gone.Reason);
                    continue;
                }

                _subscribed.TrySetResult();
                if (signal is not BlockSignal block)
                    continue;
                if (isLost)
                    restored();
                isLost = false;
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
