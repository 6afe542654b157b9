namespace Allora.Sdk.Workers;

/// <summary>A reason for a worker to look. Hints never decide anything by themselves; the chain's state does.</summary>
internal abstract record Hint;

/// <summary>A window is open: told by an event of the newest height, or by the chain when asked.</summary>
internal sealed record WindowHint(long Nonce, long WindowEnd, DateTimeOffset? BlockTime, long HeardAt) : Hint
{
    /// <summary>True where the chain told it when asked; false where an event did.</summary>
    public bool Asked { get; init; }
}

/// <summary>The chain should be asked which windows are open: after a start, a tick, a gap, a new connection.</summary>
internal sealed record LookHint(string Why) : Hint;

/// <summary>The role should see to what it keeps up beside payloads; urgent where payloads wait for that.</summary>
internal sealed record TendHint(bool Urgent) : Hint;

/// <summary>A look at the chain has ended.</summary>
internal sealed record LookedHint : Hint;

/// <summary>Work on a nonce has ended.</summary>
internal sealed record EndedHint(long Nonce) : Hint;
