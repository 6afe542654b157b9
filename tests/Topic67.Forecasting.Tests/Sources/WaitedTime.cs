using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Topic67.Forecasting.Tests.Sources;

/// <summary>A clock that jumps over every wait that the code under test asks for, and remembers how long each was.</summary>
internal sealed class WaitedTime(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly Channel<TimeSpan> _asked = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>The limit of one request: not a wait, unless a test says that nothing will come.</summary>
    public TimeSpan RequestTimeout { get; } = TimeSpan.FromSeconds(10);

    public bool LetRequestsTimeOut { get; init; }

    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && (dueTime != RequestTimeout || LetRequestsTimeOut))
            _asked.Writer.TryWrite(dueTime);
        return timer;
    }

    public async Task<T> RunAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            var asked = _asked.Reader.WaitToReadAsync().AsTask();
            await Task.WhenAny(work, asked);
            while (_asked.Reader.TryRead(out var wait))
            {
                Waits.Add(wait);
                Advance(wait);
            }
        }

        return await work;
    }
}
