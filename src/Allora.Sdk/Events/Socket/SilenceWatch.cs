using System.Globalization;

namespace Allora.Sdk.Events.Socket;

/// <summary>
/// Finds out whether a socket that brings no block is dead. A quiet chain and a dead socket sound alike, so the chain is asked for its height:
/// only where blocks come that the socket does not bring is it given up, within seconds. Where nobody can be asked, silence for the
/// block timeout is the end.
/// </summary>
internal sealed class SilenceWatch : IAsyncDisposable
{
    private readonly EventStreamSettings _settings;
    private readonly BlockPace _pace;
    private readonly Action<string> _end;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private Task _asking = Task.CompletedTask;
    private long _heardAt;
    private long _known;
    private bool _stopped;

    public SilenceWatch(EventStreamSettings settings, BlockPace pace, Action<string> end)
    {
        (_settings, _pace, _end) = (settings, pace, end);
        _timer = settings.Time.CreateTimer(_ => OnSilence(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Half of the deadline goes by before the chain is asked, the other half before its answer counts against the socket.
    private TimeSpan Grace => _settings.Chain!.DetectionDeadline / 2;

    private TimeSpan Patience
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

    /// <summary>The subscriptions stand.</summary>
    public void Start()
    {
        Volatile.Write(ref _heardAt, _settings.Time.GetTimestamp());
        Arm();
    }

    /// <summary>A block came.</summary>
    public void Heard(long height)
    {
        _pace.Saw(height);
        Volatile.Write(ref _known, height);
        Volatile.Write(ref _heardAt, _settings.Time.GetTimestamp());
        Arm();
    }

    public async ValueTask DisposeAsync()
    {
        Task asking;
        lock (_lock)
        {
            _stopped = true;
            asking = _asking;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await asking.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Arm() => _timer.Change(Patience, Timeout.InfiniteTimeSpan);

    private void OnSilence()
    {
        if (_settings.Chain is null)
        {
            _end($"no block for {_settings.Options.BlockTimeout}");
            return;
        }

        lock (_lock)
        {
            if (!_stopped && _asking.IsCompleted)
                _asking = Task.Run(AskAsync);
        }
    }

    private async Task AskAsync()
    {
        var heardAt = Volatile.Read(ref _heardAt);
        try
        {
            var height = await _settings.Chain!.AskHeight(_stop.Token).ConfigureAwait(false);
            // What came before this connection is not missed by it.
            var known = Interlocked.CompareExchange(ref _known, height, 0);
            if (known != 0 && height > known)
            {
                await Task.Delay(Grace, _settings.Time, _stop.Token).ConfigureAwait(false);
                if (Volatile.Read(ref _heardAt) == heardAt)
                {
                    _end(string.Create(CultureInfo.InvariantCulture, $"no block for {_settings.Time.GetElapsedTime(heardAt).TotalSeconds:0.0} s, while the chain stands at {height}"));
                    return;
                }
            }
        }
        catch (AlloraException unreachable)
        {
            if (Volatile.Read(ref _heardAt) == heardAt && _settings.Time.GetElapsedTime(heardAt) >= _settings.Options.BlockTimeout)
            {
                _end($"no block for {_settings.Options.BlockTimeout}, and no answer either: {unreachable.Message}");
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
