using Allora.Sdk.Chain;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Blocks;

/// <summary>A reason for a worker to look. Hints never decide anything by themselves; the chain's state does.</summary>
internal abstract record Hint;

/// <summary>A window is open: told by an event of the newest height, or by the chain when asked.</summary>
internal sealed record WindowHint(long Nonce, long WindowEnd, DateTimeOffset? BlockTime, long HeardAt) : Hint
{
    /// <summary>True where the chain told it when asked; false where an event did.</summary>
    public bool Asked { get; init; }
}

/// <summary>The chain should be asked which windows are open: after a start, a tick, a gap, a new connection.</summary>
internal sealed record LookHint(string Why) : Hint
{
    /// <summary>True where blocks may have told something that nobody heard.</summary>
    public bool BlocksMissed { get; init; }
}

/// <summary>A block told what became of submissions in the topic.</summary>
internal sealed record OutcomeHint(Outcome Outcome, long Height) : Hint;

/// <summary>A window of the topic closed; what the same block told comes before it.</summary>
internal sealed record ClosedHint(WindowSide Side, long Nonce, long Height) : Hint;
