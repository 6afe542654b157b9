using System.Diagnostics.CodeAnalysis;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Events.Frames;

/// <summary>Puts decoded frames into the chain's order: joins headers to blocks, drops repetitions, notices what is missing.</summary>
internal sealed class BlockSequence
{
    private const int HeadersKept = 8;

    // The two subscriptions are served by the node independently, so a header may be more than one block ahead of the events.
    private readonly (long Height, DateTimeOffset Time)[] _headers = new (long, DateTimeOffset)[HeadersKept];
    private bool _firstOfConnection;

    /// <summary>The last block accepted; 0 before the first.</summary>
    public long Latest { get; private set; }

    /// <summary>Forgets everything: whoever listens next has seen nothing.</summary>
    public void Reset()
    {
        Latest = 0;
        BeginConnection();
    }

    public void BeginConnection()
    {
        _firstOfConnection = true;
        Array.Clear(_headers);
    }

    public void NoteHeader(long height, DateTimeOffset time) => _headers[height % HeadersKept] = (height, time);

    /// <summary>False for a block that was accepted before.</summary>
    public bool TryAccept(DecodedFrame frame, long receivedTimestamp, [NotNullWhen(true)] out BlockSignal? block, out StreamGap? gap)
    {
        block = null;
        gap = null;
        var height = frame.Height;

        // Another node may lag behind the one before, and a test chain may begin anew; only a reconnect can lead there.
        var goesBack = height <= Latest;
        if (goesBack && (!_firstOfConnection || height == Latest))
            return false;
        if (Latest > 0 && height != Latest + 1)
            gap = new StreamGap(Latest, height);
        _firstOfConnection = false;
        Latest = height;
        block = new BlockSignal(height, TimeOf(height), [.. frame.Opened], [.. frame.Closed], receivedTimestamp)
        {
            ReputerOpened = [.. frame.ReputerOpened],
            ReputerClosed = [.. frame.ReputerClosed],
            Outcomes = [.. frame.Outcomes],
        };
        return true;
    }

    private DateTimeOffset? TimeOf(long height)
    {
        var (known, time) = _headers[height % HeadersKept];
        return known == height ? time : null;
    }
}
