namespace Allora.Chaos.Harness;

/// <summary>
/// Notices when the machine itself stands still, as shared ones do: a thread that only sleeps wakes late. Such a moment is in the log, since
/// no process ran in it.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(5);

    private readonly JsonLines _log;
    private readonly TimeSpan _least;
    private readonly Thread _thread;
    private volatile bool _stopped;

    /// <param name="log">The harness's log.</param>
    /// <param name="least">The shortest delay that counts.</param>
    public StallWatch(JsonLines log, TimeSpan least)
    {
        (_log, _least) = (log, least);
        _thread = new Thread(Watch) { IsBackground = true, Name = "stall watch" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
    }

    private void Watch()
    {
        var asleep = JsonLines.Now;
        while (!_stopped)
        {
            Thread.Sleep(Nap);
            var awake = JsonLines.Now;
            if (awake - asleep - Nap.TotalMilliseconds > _least.TotalMilliseconds)
                _log.WriteAt(awake, "stall", ("from", asleep));
            asleep = awake;
        }
    }
}
