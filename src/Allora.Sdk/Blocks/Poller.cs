using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Blocks;

/// <summary>
/// The shared timer of all workers of a client: it lets each decide whether to poll the chain, and queries the height while there are no
/// events. One timer, however many topics there are.
/// </summary>
internal sealed class Poller(AlloraClient client, BlockHub blocks, ILogger logger)
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(20);

    // Ticks in the shortest poll interval, so that a poll is at most an eighth of it early, and never late.
    private const int TicksPerInterval = 8;
    private static readonly TimeSpan QueryMinimum = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan QueryMaximum = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollMinimum = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PollMaximum = TimeSpan.FromSeconds(15);

    // The most topics that are polled in a second while there are no events.
    private const double PollsPerSecond = 50;

    // How much rarer polls are if a rate limit refuses requests, and events arrive.
    private const int LimitedShare = 4;

    private readonly ConcurrentDictionary<ITicking, TimeSpan> _workers = [];
    private long _queriedAt = client.Time.GetTimestamp();
    private Task _querying = Task.CompletedTask;
    private volatile bool _isQueryDue;

    public void Add(ITicking worker, TimeSpan interval) => _workers[worker] = interval;

    /// <summary>Queries the height with the next tick: the event stream was lost, perhaps with its node.</summary>
    public void QueryNow() => _isQueryDue = true;

    public void Remove(ITicking worker) => _workers.TryRemove(worker, out _);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(LongestTick, client.Time);
            do
            {
                // One read of the workers: the last one may leave at any time.
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

        await _querying.ConfigureAwait(false);
    }

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;

    private void Tick(TimeSpan period, CancellationToken stop)
    {
        var now = client.Time.GetTimestamp();
        var pace = blocks.Pace.Interval;
        var silent = blocks.IsSilent(now);
        if (_querying.IsCompleted && (_isQueryDue || (silent && client.Time.GetElapsedTime(_queriedAt, now) >= Clamp(pace ?? QueryMaximum, QueryMinimum, QueryMaximum))))
        {
            _isQueryDue = false;
            _queriedAt = now;
            _querying = QueryAsync(stop);
        }

        var spread = TimeSpan.FromSeconds(_workers.Count / PollsPerSecond);
        var fast = Clamp((pace ?? QueryMaximum) * 2, PollMinimum, PollMaximum);
        // The watch of upgrades is one of those that tick, and polls no topic.
        var sharing = silent ? 1 : Math.Max(1, _workers.Count - 1) * (client.Endpoints.IsRateLimited ? LimitedShare : 1);
        var moment = new TickMoment(now, blocks.Height, silent, fast > spread ? fast : spread, period, sharing, client.Endpoints.LagDetections);
        foreach (var (worker, _) in _workers)
        {
            try
            {
                worker.Tick(moment);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // One worker's failure must not end the clock of all.
                BlockLog.TickFailed(logger, exception);
            }
        }
    }

    // Waiters for the next block are woken in either case: they may have to look up or resend a transaction.
    private async Task QueryAsync(CancellationToken stop)
    {
        // If the endpoint that reports the height is itself behind, the others have a higher one.
        client.Endpoints.Compare();
        var since = client.Time.GetTimestamp();
        try
        {
            blocks.Observe(await HeightAsync(since, stop).ConfigureAwait(false));
            blocks.Observe(client.Endpoints.BestHeight);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
        {
            BlockLog.HeightUnknown(logger, exception.Message);
            ReportGone(since, exception.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }

        blocks.Pulse();
    }

    // A frozen node keeps its connections: the request's own time limit may be much longer than the deadline.
    private async Task<long> HeightAsync(long since, CancellationToken stop)
    {
        var querying = client.GetBlockHeaderAsync(null, stop);
        try
        {
            return (await querying.WaitAsync(client.DetectionDeadline, client.Time, stop).ConfigureAwait(false)).Height;
        }
        catch (TimeoutException)
        {
            ReportGone(since, string.Create(CultureInfo.InvariantCulture, $"no answer within {client.DetectionDeadline.TotalSeconds:0.###} s"));
            return (await querying.ConfigureAwait(false)).Height;
        }
    }

    // One query may fail although others are answered.
    private void ReportGone(long since, string why)
    {
        if (!client.Endpoints.HasAnsweredSince(since))
            blocks.NodeGone(why);
    }
}
