using Allora.Sdk.Events;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Tests.Events;

/// <summary>Counts how often the stream said that it lost its node.</summary>
internal sealed class LossCounter : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _losses;

    public LossCounter(ChainEventStream events) => _running = ListenAsync(events);

    public int Losses => Volatile.Read(ref _losses);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task ListenAsync(ChainEventStream events)
    {
        try
        {
            await foreach (var signal in events.ListenAsync(_stop.Token))
            {
                if (signal is StreamLost)
                    Interlocked.Increment(ref _losses);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody counts any more.
        }
    }
}
