namespace Allora.Sdk.Chain;

/// <summary>A topic's window for reputers as of <see cref="Height"/> (GetReputerSubmissionWindowStatus), and whether an address may use it.</summary>
public sealed record ReputerWindow
{
    /// <summary>The topic.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>Whether a window is open at <see cref="Height"/>.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The nonce that is to be judged: the height (blocks) of the inferences; 0 when no window is open.</summary>
    public required long Nonce { get; init; }

    /// <summary>The height at which the open window opened; 0 when none is open.</summary>
    public required long Start { get; init; }

    /// <summary>The last height whose block can include losses for <see cref="Nonce"/>; 0 when none is open.</summary>
    public required long End { get; init; }

    /// <summary>The height at which the next window is to open; 0 when the chain does not tell.</summary>
    public required long NextStart { get; init; }

    /// <summary>The next window's last height; 0 when the chain does not tell.</summary>
    public required long NextEnd { get; init; }

    /// <summary>Whether the asked address is registered as a reputer of the topic; false when none was asked for.</summary>
    public required bool IsRegistered { get; init; }

    /// <summary>Whether the asked address is permitted to submit; false when none was asked for.</summary>
    public required bool IsWhitelisted { get; init; }

    /// <summary>Whether the topic is active: only an active one opens windows.</summary>
    public required bool IsTopicActive { get; init; }

    /// <summary>The height the answer was computed at; 0 when the node did not tell.</summary>
    public required long Height { get; init; }

    /// <summary>Whether a transaction sent now can still be in time: it goes into the next block at the earliest.</summary>
    public bool CanInclude => IsOpen && Height + 1 <= End;
}
