using Allora.Sdk.Chain;

namespace Allora.Sdk.Blocks;

/// <summary>
/// Keeps the chain's planned upgrade for all workers of a client and reports it: when it is found, an hour before it, and when it is reached or
/// canceled. One query in half an hour, and one after a lost event stream, since an upgrade replaces the nodes.
/// </summary>
internal sealed class UpgradeWatch(AlloraClient client) : ITicking, IDisposable
{
    /// <summary>The time between two queries. A plan is voted on for days before its block.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterReconnection = TimeSpan.FromMinutes(1);

    // By then the time between blocks is measured, unless they are rare.
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly UpgradeLog _log = new(client.Loggers, client.Network.ChainId);
    private readonly long _startedAt = client.Time.GetTimestamp();
    private volatile PlannedUpgrade? _plan;
    private volatile bool _isRequested;
    private volatile bool _hasFailed;
    private Task _querying = Task.CompletedTask;
    private long _queriedAt;
    private bool _isQueried;
    private bool _isReminded;
    private long _height;

    /// <summary>The watch of a client.</summary>
    public static UpgradeWatch Of(AlloraClient client) => client.Attachments.GetOrAdd(() => new UpgradeWatch(client));

    /// <summary>The watch of a client that has workers; otherwise null.</summary>
    public static UpgradeWatch? Find(AlloraClient client) => client.Attachments.Find<UpgradeWatch>();

    /// <summary>The chain's id, for metrics.</summary>
    public string ChainId => client.Network.ChainId;

    /// <summary>The planned upgrade as seen from the newest height; null if none is known.</summary>
    public PlannedUpgrade? Planned => _plan?.SeenFrom(Volatile.Read(ref _height), client.Pace.Interval, client.Time.GetUtcNow());

    /// <summary>The event stream was connected again: another version may answer now.</summary>
    public void Request() => _isRequested = true;

    public void Tick(TickMoment moment)
    {
        Volatile.Write(ref _height, moment.Height);
        if (_plan is { } plan)
            Follow(plan, moment.Height);
        if (!_querying.IsCompleted || !IsDue(moment) || _stop.IsCancellationRequested)
            return;
        (_isQueried, _queriedAt, _isRequested) = (true, moment.Now, false);
        _querying = QueryAsync(_stop.Token);
    }

    /// <summary>Waits for a query in progress: the workers' clock has stopped.</summary>
    public Task SettleAsync() => _querying;

    public void Dispose()
    {
        LiveUpgrades.Remove(this);
        _stop.Cancel();
        _stop.Dispose();
    }

    private bool IsDue(TickMoment moment)
    {
        if (!_isQueried)
            return (moment.Height > 0 && client.Pace.Interval is not null) || client.Time.GetElapsedTime(_startedAt, moment.Now) >= First;
        var since = client.Time.GetElapsedTime(_queriedAt, moment.Now);
        return since >= Interval || (_hasFailed && since >= AfterFailure) || (_isRequested && since >= AfterReconnection);
    }

    private void Follow(PlannedUpgrade plan, long height)
    {
        if (height >= plan.Height)
        {
            (_plan, _isRequested) = (null, true);
            _log.Reached(plan);
        }
        else if (!_isReminded && plan.SeenFrom(height, client.Pace.Interval, client.Time.GetUtcNow()) is { Left: { } left } soon && left <= Reminder)
        {
            _isReminded = true;
            _log.Planned(soon);
        }
    }

    private async Task QueryAsync(CancellationToken stop)
    {
        LiveUpgrades.Add(this);
        try
        {
            var found = await client.GetPlannedUpgradeAsync(stop).ConfigureAwait(false);
            _hasFailed = false;
            if (found?.Name == _plan?.Name && found?.Height == _plan?.Height)
                return;
            if (found is null)
                _log.Canceled(_plan!);
            else
                _log.Planned(found);
            // What is reported now needs no reminder soon.
            _isReminded = found?.Left is { } left && left <= Reminder;
            _plan = found;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client is disposed.
        }
        catch (Exception exception) when (exception is AlloraException or ObjectDisposedException)
        {
            _hasFailed = true;
            _log.Unknown(exception.Message);
        }
    }
}
