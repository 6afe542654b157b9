using System.Diagnostics.CodeAnalysis;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Events.Frames;

/// <summary>Puts decoded frames into the chain's order: joins headers to blocks, drops repetitions, detects gaps.</summary>
internal sealed class BlockSequence
{
    private const int HeadersKept = 8;

    // The node serves the two subscriptions independently, so a header may be more than one block ahead of the events.
    private readonly (long Height, DateTimeOffset Time)[] _headers = new (long, DateTimeOffset)[HeadersKept];
    private bool _firstOfConnection;
    private long _lower;

    /// <summary>The last block accepted; 0 before the first.</summary>
    public long Latest { get; private set; }

    /// <summary>Resets the sequence: the next listener starts without a last block.</summary>
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

    /// <summary>Returns false for a block that was accepted before.</summary>
    public bool TryAccept(DecodedFrame frame, long receivedTimestamp, [NotNullWhen(true)] out BlockSignal? block, out StreamGap? gap)
    {
        block = null;
        gap = null;
        var height = frame.Height;

        // After a reconnect, the new node may lag behind the previous one, or a test chain may have restarted.
        var goesBack = height <= Latest;
        if (goesBack && (height == Latest || !(_firstOfConnection || FallsFrom(height))))
            return false;
        _lower = 0;
        if (Latest > 0 && height != Latest + 1)
            gap = new StreamGap { AfterHeight = Latest, NextHeight = height };
        _firstOfConnection = false;
        Latest = height;
        block = new BlockSignal
        {
            Height = height,
            Time = TimeOf(height),
            Opened = [.. frame.Opened],
            Closed = [.. frame.Closed],
            ReceivedTimestamp = receivedTimestamp,
            ReputerOpened = [.. frame.ReputerOpened],
            ReputerClosed = [.. frame.ReputerClosed],
            Outcomes = [.. frame.Outcomes],
        };
        return true;
    }

    // A single lower block is a repetition, or was overtaken by the next one. If a second one follows it, or if it is far below, the last height was wrong.
    private bool FallsFrom(long height)
    {
        if (Latest - height > HeadersKept || (_lower > 0 && height == _lower + 1))
            return true;
        _lower = height;
        return false;
    }

    private DateTimeOffset? TimeOf(long height)
    {
        var (known, time) = _headers[height % HeadersKept];
        return known == height ? time : null;
    }
}
