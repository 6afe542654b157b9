using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Events;

/// <summary>A clock that only a test moves, and that tells which waits were begun: so a test moves it neither too early nor by guess.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
            _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>The next wait that was begun and is not of one of the lengths to pass over.</summary>
    public async Task<TimeSpan> NextWaitAsync(params TimeSpan[] passOver)
    {
        while (true)
        {
            var wait = await _waits.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (!passOver.Contains(wait))
                return wait;
        }
    }
}
