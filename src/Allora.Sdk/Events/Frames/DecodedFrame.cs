using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Events.Frames;

/// <summary>The result of <see cref="BlockFrameDecoder"/>. One instance is reused for every frame of a connection.</summary>
internal sealed class DecodedFrame
{
    public long Height { get; set; }

    public DateTimeOffset Time { get; set; }

    /// <summary>The request that a JSON-RPC answer belongs to; null if the node sent none, or one that is not ours.</summary>
    public long? Id { get; set; }

    public int ErrorCode { get; set; }

    public string ErrorText { get; set; } = "";

    public List<WindowOpened> Opened { get; } = new(4);

    public List<WindowClosed> Closed { get; } = new(4);

    public List<WindowOpened> ReputerOpened { get; } = new(4);

    public List<WindowClosed> ReputerClosed { get; } = new(4);

    /// <summary>The topics whose outcomes are read.</summary>
    public TopicInterest Interest { get; init; } = new();

    public List<Outcome> Outcomes { get; } = new(4);

    /// <summary>The chain that the node must serve; null if any will do.</summary>
    public string? ChainId { get; init; }

    /// <summary>Whether a header, or the node's status, names <see cref="ChainId"/>; null if it names none.</summary>
    public bool? IsOfChain { get; set; }

    /// <summary>Window events with a missing or non-numeric field: the chain may have changed their format.</summary>
    public int UnreadableEvents { get; set; }

    public void Clear()
    {
        Height = 0;
        IsOfChain = null;
        Time = default;
        Id = null;
        ErrorCode = 0;
        ErrorText = "";
        UnreadableEvents = 0;
        Opened.Clear();
        Closed.Clear();
        ReputerOpened.Clear();
        ReputerClosed.Clear();
        Outcomes.Clear();
    }
}
