using Allora.Sdk.Blocks;

namespace Allora.Sdk.Workers.Loop;

/// <summary>
/// The schedule of a worker's queries in addition to its events: each poll interval, sooner while it waits for something, and at the start of
/// the next window (as the chain reported it, or an epoch after the last one) if no event arrived for it. While events arrive, the topics of a client share
/// their poll intervals: however many they are, a node is not queried more often.
/// </summary>
internal sealed class PollSchedule(WorkerOptions options, TimeProvider time)
{
    // A window's event arrives with its block; this many blocks later it was missed.
    private const long BlocksOfGrace = 2;

    private const int SharesAfterFailure = 4;

    private long _polledAt = time.GetTimestamp();
    private long _turnedAt = time.GetTimestamp();
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

    /// <summary>
    /// The start of the next window, as the chain reported it; 0 if it did not. It is at most an epoch ahead, if the epoch's length (blocks) is not 0, and never
    /// later than what is expected already.
    /// </summary>
    public void Expect(long nextStart, long height, long epoch)
    {
        var latest = epoch > 0 && height > 0 ? height + epoch : long.MaxValue;
        if (Volatile.Read(ref _nextStart) is var known && epoch > 0 && known > height)
            latest = Math.Min(latest, known);
        Volatile.Write(ref _nextStart, nextStart == 0 && latest < long.MaxValue ? latest : Math.Min(nextStart, latest));
    }

    /// <summary>A window was seen: the next one opens an epoch (blocks) later. If the epoch is 0, its start is not known before the next query.</summary>
    public void Heard(long nonce, long epoch)
    {
        var known = Volatile.Read(ref _nextStart);
        if (nonce < known)
            return;
        // A window that opens between those that are expected may be an invention: the start after it that was expected stays.
        var late = known > 0 && epoch > 0 ? (nonce - known) % epoch : 0;
        Volatile.Write(ref _nextStart, epoch > 0 ? nonce - late + epoch : 0);
    }

    /// <summary>Whether the loop should show a sign of life without a query: a poll interval has passed since the last one. True once for each interval.</summary>
    public bool IsTurnDue(TickMoment moment)
    {
        var last = Math.Max(Volatile.Read(ref _turnedAt), Volatile.Read(ref _polledAt));
        if (time.GetElapsedTime(last, moment.Now) < options.PollInterval)
            return false;
        Volatile.Write(ref _turnedAt, moment.Now);
        return true;
    }

    public bool IsDue(TickMoment moment, WorkerState state)
    {
        var since = time.GetElapsedTime(Volatile.Read(ref _polledAt), moment.Now);
        // If a node was found to lag since, the query may have been answered by that one.
        var inVain = Volatile.Read(ref _failed) || moment.LagDetections != Volatile.Read(ref _lagDetections);
        // The next tick would be too late: the interval is a promise.
        if (since + moment.Period > (inVain ? options.PollInterval / SharesAfterFailure : options.PollInterval * (Volatile.Read(ref _nextStart) > 0 ? moment.Sharing : 1)))
            return true;
        if (state is not (WorkerState.Ready or WorkerState.Starting or WorkerState.Draining or WorkerState.Stopped) && since >= options.WarmInterval)
            return true;
        if (since < moment.Fast && since < options.PollInterval)
            return false;
        var next = Volatile.Read(ref _nextStart);
        return moment.Silent ? next == 0 || moment.Height >= next : next > 0 && moment.Height >= next + BlocksOfGrace;
    }
}
