using Allora.Sdk.DevNet.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>Does things a little later; what is still to come when it is disposed is not done.</summary>
internal sealed class Delays(TimeProvider time, ILogger logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<ITimer> _timers = [];
    private bool _ended;

    public void Start(TimeSpan delay, Action act)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            ITimer? timer = null;
            // The timer starts once it is known here, so that it finds itself however short the delay is.
            timer = time.CreateTimer(_ => End(timer!, act), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timers.Add(timer);
            timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            foreach (var timer in _timers)
                timer.Dispose();
            _timers.Clear();
        }
    }

    private void End(ITimer timer, Action act)
    {
        lock (_gate)
        {
            if (!_timers.Remove(timer))
                return;
        }

        timer.Dispose();
        try
        {
            act();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            DevNetEvents.ShowingFailed(logger, error);
        }
    }
}
