using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Nonces;

/// <summary>
/// Notices a chain whose height is below the settled nonces: it was restarted under the same chain id, or a node reported windows that never were.
/// Those nonces are forgotten, since the same numbers come again. One low height may be that of a node that is behind: a second, higher one decides.
/// </summary>
internal sealed class RestartWatch(NonceLedger nonces, string purpose, ulong topicId, ILogger logger)
{
    // A node may be behind the one that reported the last window.
    private const long Behind = 16;

    private long _before;

    /// <summary>Whether the last height was below the settled nonces, and nothing has been decided yet.</summary>
    public bool IsInDoubt => _before > 0;

    /// <summary>Takes the height of a query of the chain's state; 0 if the node did not report it.</summary>
    public void Check(long height)
    {
        if (height <= 0)
            return;
        var highest = nonces.Highest(purpose, topicId);
        if (highest <= height + Behind)
        {
            _before = 0;
        }
        else if (_before == 0 || height <= _before)
        {
            _before = height;
        }
        else
        {
            _before = 0;
            WorkerLog.ChainBelowJournal(logger, topicId, height, highest);
            nonces.ForgetAbove(purpose, topicId, height);
        }
    }
}
