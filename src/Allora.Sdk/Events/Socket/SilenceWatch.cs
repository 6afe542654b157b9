using System.Globalization;

namespace Allora.Sdk.Events.Socket;

/// <summary>
/// Detects a dead socket. A halted chain looks the same as a dead socket, so the chain's height is queried:
/// the socket is closed, within seconds, only if the chain advances without it. If the height cannot be queried, the socket is closed after the
/// block timeout.
/// </summary>
internal sealed class SilenceWatch : IAsyncDisposable
{
    // A frame may be the first report of its block.
    private const long BlocksAhead = 2;

    private readonly EventStreamSettings _settings;
    private readonly BlockPace _pace;
    private readonly Action<string> _end;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private Task _querying = Task.CompletedTask;
    private long _receivedAt;
    private long _known;
    private bool _stopped;

    public SilenceWatch(EventStreamSettings settings, BlockPace pace, Action<string> end)
    {
        (_settings, _pace, _end) = (settings, pace, end);
        _timer = settings.Time.CreateTimer(_ => OnSilence(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Half of the deadline passes before the height is queried, the other half before its answer counts against the socket.
    private TimeSpan Grace => _settings.Chain!.DetectionDeadline / 2;

    private TimeSpan SilenceTimeout
    {
        get
        {
            var most = _settings.Options.BlockTimeout;
            if (_settings.Chain is null)
                return most;
            var usual = (_pace.Interval ?? TimeSpan.Zero) * 1.25;
            var patience = usual > Grace ? usual : Grace;
            return patience < most ? patience : most;
        }
    }

    /// <summary>The subscriptions are confirmed.</summary>
    public void Start()
    {
        Volatile.Write(ref _receivedAt, _settings.Time.GetTimestamp());
        Arm();
    }

    /// <summary>A block arrived.</summary>
    public void Received(long height)
    {
        _pace.Saw(height);
        // After a height from the future the chain would never seem to advance.
        var most = _settings.Chain?.BestHeight() is > 0 and var best ? best + BlocksAhead : height;
        Volatile.Write(ref _known, Math.Min(height, most));
        Volatile.Write(ref _receivedAt, _settings.Time.GetTimestamp());
        Arm();
    }

    public async ValueTask DisposeAsync()
    {
        Task asking;
        lock (_lock)
        {
            _stopped = true;
            asking = _querying;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await asking.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Arm() => _timer.Change(SilenceTimeout, Timeout.InfiniteTimeSpan);

    private void OnSilence()
    {
        if (_settings.Chain is null)
        {
            _end($"no block for {_settings.Options.BlockTimeout}");
            return;
        }

        lock (_lock)
        {
            if (!_stopped && _querying.IsCompleted)
                _querying = Task.Run(QueryAsync);
        }
    }

    private async Task QueryAsync()
    {
        var receivedAt = Volatile.Read(ref _receivedAt);
        try
        {
            var height = await _settings.Chain!.QueryHeight(_stop.Token).ConfigureAwait(false);
            // Blocks before this connection do not count as missed.
            var known = Interlocked.CompareExchange(ref _known, height, 0);
            if (known != 0 && height > known)
            {
                await Task.Delay(Grace, _settings.Time, _stop.Token).ConfigureAwait(false);
                if (Volatile.Read(ref _receivedAt) == receivedAt)
                {
                    _end(string.Create(CultureInfo.InvariantCulture, $"no block for {_settings.Time.GetElapsedTime(receivedAt).TotalSeconds:0.0} s, while the chain is at {height}"));
                    return;
                }
            }
        }
        catch (AlloraException unreachable)
        {
            if (Volatile.Read(ref _receivedAt) == receivedAt && _settings.Time.GetElapsedTime(receivedAt) >= _settings.Options.BlockTimeout)
            {
                _end($"no block for {_settings.Options.BlockTimeout}, and the chain could not be queried: {unreachable.Message}");
                return;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }

        lock (_lock)
        {
            if (!_stopped)
                Arm();
        }
    }
}
