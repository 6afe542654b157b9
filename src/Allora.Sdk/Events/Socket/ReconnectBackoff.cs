namespace Allora.Sdk.Events.Socket;

/// <summary>
/// Waits between attempts: exponential with full jitter, so that the clients of a restarted node do not all reconnect at once.
/// </summary>
internal sealed class ReconnectBackoff(TimeSpan minimum, TimeSpan maximum, Random random)
{
    private TimeSpan? _ceiling;

    public void Reset() => _ceiling = null;

    public TimeSpan Next()
    {
        var ceiling = _ceiling ?? minimum;
        _ceiling = ceiling >= maximum / 2 ? maximum : ceiling * 2;
        return ceiling * random.NextDouble();
    }
}
