using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Blocks;

/// <summary>
/// The one clock of all workers of a client: it lets each decide whether the chain should be looked at, and asks for the height while the
/// events are silent. One timer, however many topics there are.
/// </summary>
internal sealed class Poller(AlloraClient client, BlockHub blocks, ILogger logger)
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(20);

    // So many ticks make the shortest poll interval, so that a look comes at most an eighth of it early, and never late.
    private const int TicksPerInterval = 8;
    private static readonly TimeSpan AskMinimum = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AskMaximum = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookMinimum = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookMaximum = TimeSpan.FromSeconds(15);

    // While the events are silent so many topics are looked at in a second, at most.
    private const double LooksPerSecond = 50;

    private readonly ConcurrentDictionary<ITicking, TimeSpan> _workers = [];
    private long _askedAt = client.Time.GetTimestamp();
    private Task _asking = Task.CompletedTask;

    public void Add(ITicking worker, TimeSpan interval) => _workers[worker] = interval;

    public void Remove(ITicking worker) => _workers.TryRemove(worker, out _);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(LongestTick, client.Time);
            do
            {
                // One look at the workers: the last may leave at any moment.
                var period = Clamp(_workers.Values.DefaultIfEmpty(LongestTick * TicksPerInterval).Min() / TicksPerInterval, ShortestTick, LongestTick);
                Tick(period, stop);
                if (period != timer.Period)
                    timer.Period = period;
            }
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The hub is disposed.
        }

        await _asking.ConfigureAwait(false);
    }

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;

    private void Tick(TimeSpan period, CancellationToken stop)
    {
        var now = client.Time.GetTimestamp();
        var pace = blocks.Pace.Interval;
        var silent = blocks.IsSilent(now);
        if (silent && _asking.IsCompleted && client.Time.GetElapsedTime(_askedAt, now) >= Clamp(pace ?? AskMaximum, AskMinimum, AskMaximum))
        {
            _askedAt = now;
            _asking = AskAsync(stop);
        }

        var spread = TimeSpan.FromSeconds(_workers.Count / LooksPerSecond);
        var fast = Clamp((pace ?? AskMaximum) * 2, LookMinimum, LookMaximum);
        var moment = new TickMoment(now, blocks.Height, silent, fast > spread ? fast : spread, period, client.Endpoints.TimesBehind);
        foreach (var (worker, _) in _workers)
            worker.Tick(moment);
    }

    // Whoever waits for the next block is woken either way: it may have something to look up or to send again.
    private async Task AskAsync(CancellationToken stop)
    {
        // Where the one that tells the height is itself what is behind, the others know.
        client.Endpoints.Compare();
        try
        {
            blocks.Observe((await client.GetBlockHeaderAsync(0, stop).ConfigureAwait(false)).Height);
            blocks.Observe(client.Endpoints.BestHeight);
        }
        catch (AlloraException exception)
        {
            BlockLog.HeightUnknown(logger, exception.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }

        blocks.Pulse();
    }
}
