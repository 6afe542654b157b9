using Allora.Sdk.Blocks;

namespace Allora.Sdk.Workers.Loop;

/// <summary>
/// The schedule of a worker's queries in addition to its events: each poll interval, sooner while it waits for something, and at the start of
/// the next window (as the chain reported it) if no event arrived for it.
/// </summary>
internal sealed class PollSchedule(WorkerOptions options, TimeProvider time)
{
    // A window's event arrives with its block; this many blocks later it was missed.
    private const long BlocksOfGrace = 2;

    private const int SharesAfterFailure = 4;

    private long _polledAt = time.GetTimestamp();
    private long _nextStart;
    private int _lagDetections;
    private bool _failed;

    /// <summary>A query begins, or was requested; with the number of times that an endpoint had been found to lag until then.</summary>
    public void Polled(int lagDetections)
    {
        Volatile.Write(ref _lagDetections, lagDetections);
        Volatile.Write(ref _failed, false);
        Volatile.Write(ref _polledAt, time.GetTimestamp());
    }

    /// <summary>No node answered the query: the next one does not wait for the whole interval.</summary>
    public void Failed() => Volatile.Write(ref _failed, true);

    /// <summary>The start of the next window, as the chain reported it; 0 if it did not.</summary>
    public void Expect(long nextStart) => Volatile.Write(ref _nextStart, nextStart);

    /// <summary>A window was seen: the start of the next one is not known before the next query.</summary>
    public void Heard(long nonce)
    {
        if (nonce >= Volatile.Read(ref _nextStart))
            Volatile.Write(ref _nextStart, 0);
    }

    public bool IsDue(TickMoment moment, WorkerState state)
    {
        var since = time.GetElapsedTime(Volatile.Read(ref _polledAt), moment.Now);
        // If a node was found to lag since, the query may have been answered by that one.
        var inVain = Volatile.Read(ref _failed) || moment.LagDetections != Volatile.Read(ref _lagDetections);
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
