using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Events.Frames;

/// <summary>Where <see cref="BlockFrameDecoder"/> puts what it finds. One instance is reused for every frame of a connection.</summary>
internal sealed class DecodedFrame
{
    public long Height { get; set; }

    public DateTimeOffset Time { get; set; }

    /// <summary>The request that a JSON-RPC answer belongs to; null where the node named none, or none of ours.</summary>
    public long? Id { get; set; }

    public int ErrorCode { get; set; }

    public string ErrorText { get; set; } = "";

    public List<WindowOpened> Opened { get; } = new(4);

    public List<WindowClosed> Closed { get; } = new(4);

    public List<WindowOpened> ReputerOpened { get; } = new(4);

    public List<WindowClosed> ReputerClosed { get; } = new(4);

    /// <summary>The topics whose outcomes are read; none of others are.</summary>
    public TopicInterest Interest { get; init; } = new();

    public List<Outcome> Outcomes { get; } = new(4);

    /// <summary>Window events that lacked a field or held one that is not a number: the chain may have changed their shape.</summary>
    public int UnreadableEvents { get; set; }

    public void Clear()
    {
        Height = 0;
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
