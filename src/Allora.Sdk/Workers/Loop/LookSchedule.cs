using Allora.Sdk.Blocks;

namespace Allora.Sdk.Workers.Loop;

/// <summary>
/// When a worker looks at the chain beside its events: each poll interval, sooner while it waits for something, and at the start of the
/// next window (as the chain told it) where no event came for it.
/// </summary>
internal sealed class LookSchedule(WorkerOptions options, TimeProvider time)
{
    // An event that is to come comes with its block; so many blocks later it was missed.
    private const long BlocksOfGrace = 2;

    private const int SharesAfterFailure = 4;

    private long _lookedAt = time.GetTimestamp();
    private long _nextStart;
    private int _timesBehind;
    private bool _failed;

    /// <summary>A look begins, or was asked for; so often had an endpoint been found to lag until then.</summary>
    public void Looked(int timesBehind)
    {
        Volatile.Write(ref _timesBehind, timesBehind);
        Volatile.Write(ref _failed, false);
        Volatile.Write(ref _lookedAt, time.GetTimestamp());
    }

    /// <summary>No node answered the look: the next one does not wait for the whole interval.</summary>
    public void Failed() => Volatile.Write(ref _failed, true);

    /// <summary>The chain told when the next window is to open; 0 where it did not.</summary>
    public void Expect(long nextStart) => Volatile.Write(ref _nextStart, nextStart);

    /// <summary>A window was heard of: when the next one comes is not known before the next look.</summary>
    public void Heard(long nonce)
    {
        if (nonce >= Volatile.Read(ref _nextStart))
            Volatile.Write(ref _nextStart, 0);
    }

    public bool IsDue(TickMoment moment, WorkerState state)
    {
        var since = time.GetElapsedTime(Volatile.Read(ref _lookedAt), moment.Now);
        // Where a node was found to lag since, the look may have been at that one.
        var inVain = Volatile.Read(ref _failed) || moment.TimesBehind != Volatile.Read(ref _timesBehind);
        // The next tick would be too late: the interval is a promise.
        if (since + moment.Period > (inVain ? options.PollInterval / SharesAfterFailure : options.PollInterval))
            return true;
        if (state is not (WorkerState.Ready or WorkerState.Starting or WorkerState.Draining or WorkerState.Stopped) && since >= options.WarmInterval)
            return true;
        if (since < moment.Fast)
            return false;
        var next = Volatile.Read(ref _nextStart);
        return moment.Silent ? next == 0 || moment.Height >= next : next > 0 && moment.Height >= next + BlocksOfGrace;
    }
}
