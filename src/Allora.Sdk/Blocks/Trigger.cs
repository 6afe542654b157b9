using Allora.Sdk.Chain;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Blocks;

/// <summary>A trigger for a worker to poll. Triggers never decide anything by themselves; the chain's state does.</summary>
internal abstract record Trigger;

/// <summary>A window is open, as reported by an event of the newest height or by a query.</summary>
internal sealed record WindowTrigger(long Nonce, long WindowEnd, DateTimeOffset? BlockTime, long ReceivedAt) : Trigger
{
    /// <summary>The height of the state that shows the window open; 0 if it is not known.</summary>
    public long SeenAt { get; init; }

    /// <summary>True if a query reported it; false if an event did.</summary>
    public bool FromPoll { get; init; }
}

/// <summary>The open windows should be queried: after a start, a tick, a gap, or a new connection.</summary>
internal sealed record PollTrigger(string Why) : Trigger
{
    /// <summary>True if events of blocks may have been missed.</summary>
    public bool BlocksMissed { get; init; }
}

/// <summary>No node has answered anything since the event stream went silent or was lost.</summary>
internal sealed record NodeGoneTrigger(string Why) : Trigger;

/// <summary>A block has outcomes of submissions in the topic.</summary>
internal sealed record OutcomeTrigger(Outcome Outcome, long Height) : Trigger;

/// <summary>A window of the topic closed; outcomes in the same block are delivered before it.</summary>
internal sealed record ClosedTrigger(WindowSide Side, long Nonce, long Height) : Trigger;
