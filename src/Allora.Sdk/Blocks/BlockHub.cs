using System.Globalization;
using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Events.Signals;
using Allora.Sdk.Events.Socket;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Blocks;

/// <summary>
/// One listener on the event stream for all workers of a client, called by the thread that reads the socket, so that a window reaches its provider
/// without a thread switch. It routes opened windows to their topics' listeners and keeps the newest height; its poller queries the
/// height while no event arrives, so that confirmations continue without a socket.
/// </summary>
internal sealed class BlockHub(AlloraClient client, ILogger logger) : IAsyncDisposable
{
    private const int BlocksOfSilence = 3;
    private static readonly TimeSpan SilenceMinimum = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SilenceMaximum = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SilenceUnmeasured = TimeSpan.FromSeconds(2);

    // Limits the topics that query the chain at once: a thousand that start together must not flood a node.
    private const int MaxConcurrentPolls = 16;

    private readonly TriggerRoutes _routes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = NewSignal();
    private Task<IDisposable>? _listening;
    private Task? _polling;
    private Poller? _poller;
    private readonly HeightTracks _heights = new(client.Time, () => client.Pace.Interval);
    private long _receivedAt = client.Time.GetTimestamp();
    private (long Height, DateTimeOffset Time) _newest;

    /// <summary>The newest height, 0 before the first. It falls if the reports of a higher one are not confirmed.</summary>
    public long Height => _heights.Height;

    /// <summary>The lowest height that was reported recently: a window ends by this one, since a report from the future must not end it.</summary>
    public long LowestHeight => _heights.Lowest;

    /// <summary>How many blocks the chain made since this object exists; unlike the height it never falls.</summary>
    public long Progress => _heights.Progress;

    /// <summary>The block interval.</summary>
    public BlockPace Pace => client.Pace;

    /// <summary>Entered by each poll of the chain.</summary>
    public SemaphoreSlim Polls { get; } = new(MaxConcurrentPolls);

    private Poller Poller => LazyInitializer.EnsureInitialized(ref _poller, () => new Poller(client, this, logger));

    /// <summary>Whether the event stream delivered no block for longer than the block interval.</summary>
    public bool IsSilent(long now) => client.Time.GetElapsedTime(Volatile.Read(ref _receivedAt), now) > SilenceOf(Pace.Interval);

    /// <summary>The time of a block if it is the newest one; otherwise null.</summary>
    public DateTimeOffset? TimeOf(long height)
    {
        lock (_lock)
            return _newest.Height == height ? _newest.Time : null;
    }

    public void Add(WindowSide side, ulong topicId, ITriggerSink sink)
    {
        _routes.Add(side, topicId, sink);
        Listen();
    }

    public void Add(WindowSide side, ulong topicId, ITopicListener worker, TimeSpan pollInterval)
    {
        client.Blocks.Interest.Add(topicId);
        Add(side, topicId, worker);
        Poller.Add(worker, pollInterval);
        Poller.Add(UpgradeWatch.Of(client), UpgradeWatch.Interval);
    }

    /// <summary>Opens the event stream, for callers that only wait for blocks.</summary>
    public void Listen()
    {
        lock (_lock)
        {
            _listening ??= Task.Run(() => client.Blocks.Attach(OnSignal));
            _polling ??= client.HasPoller ? Task.Run(() => Poller.RunAsync(_stop.Token)) : Task.CompletedTask;
        }
    }

    public void Remove(WindowSide side, ulong topicId, ITopicListener worker)
    {
        Poller.Remove(worker);
        client.Blocks.Interest.Remove(topicId);
        _routes.Remove(side, topicId, worker);
    }

    /// <summary>Notes the height of a reply.</summary>
    public void Observe(long height)
    {
        if (!_heights.Saw(height))
            return;
        Pace.Saw(Height);
        Pulse();
    }

    /// <summary>No node answers: workers that would answer the next window learn of it before their own next query.</summary>
    public void NodeGone(string why) => _routes.OfferAll(new NodeGoneTrigger(why));

    /// <summary>Wakes all waiters for the next block, although none arrived.</summary>
    public void Pulse()
    {
        TaskCompletionSource due;
        lock (_lock)
            (due, _next) = (_next, NewSignal());
        due.TrySetResult();
    }

    /// <summary>
    /// Waits for a height above the given one. Returns without one if blocks arrive all the same, as after a height that was wrong, and from time
    /// to time without events, so that its caller can poll.
    /// </summary>
    public async Task<long> NextAsync(long after, CancellationToken cancellationToken)
    {
        Task signal;
        lock (_lock)
        {
            if (Height is var height && height > after)
                return height;
            signal = _next.Task;
        }

        await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Height;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_listening is { } listening)
            (await listening.ConfigureAwait(false)).Dispose();
        if (_polling is { } polling)
            await polling.ConfigureAwait(false);
        await (UpgradeWatch.Find(client)?.SettleAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        _stop.Dispose();
        Polls.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TimeSpan SilenceOf(TimeSpan? pace)
    {
        if (pace is not { } interval)
            return SilenceUnmeasured;
        var silence = interval * BlocksOfSilence;
        return silence < SilenceMinimum ? SilenceMinimum : silence > SilenceMaximum ? SilenceMaximum : silence;
    }

    private void OnSignal(ChainSignal signal)
    {
        switch (signal)
        {
            case BlockSignal block:
                OnBlock(block);
                break;
            case StreamConnected:
                UpgradeWatch.Find(client)?.Request();
                _routes.OfferAll(new PollTrigger("the event stream is connected") { BlocksMissed = true });
                break;
            case StreamGap gap:
                _routes.OfferAll(new PollTrigger(string.Create(CultureInfo.InvariantCulture, $"blocks {gap.AfterHeight + 1} to {gap.NextHeight - 1} were missed")) { BlocksMissed = true });
                break;
            case StreamLost lost:
                BlockLog.StreamLost(logger, lost.Reason);
                Poller.QueryNow();
                break;
        }
    }

    private void OnBlock(BlockSignal block)
    {
        Volatile.Write(ref _receivedAt, client.Time.GetTimestamp());
        client.Endpoints.Heard(block.Height);
        _routes.Offer(block);
        if (block.Time is { } time)
        {
            lock (_lock)
                _newest = (block.Height, time);
        }

        if (_heights.Saw(block.Height))
            Pace.Saw(Height);
        Pulse();
    }
}
