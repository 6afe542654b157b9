namespace Allora.Sdk.Chain;

/// <summary>
/// A topic's submission window for workers or for reputers as of <see cref="Height"/> (GetWorkerSubmissionWindowStatus,
/// GetReputerSubmissionWindowStatus), and whether an address may use it.
/// </summary>
public sealed record SubmissionWindow
{
    /// <summary>The topic.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>Who the window is for.</summary>
    public required WindowSide Side { get; init; }

    /// <summary>Whether a window is open at <see cref="Height"/>.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The open window's nonce (a height in blocks): for a reputer, the nonce of the inferences to judge. 0 when no window is open.</summary>
    public required long Nonce { get; init; }

    /// <summary>The height at which the open window opened; 0 if none is open.</summary>
    public required long Start { get; init; }

    /// <summary>The last height whose block can include a payload for <see cref="Nonce"/>; 0 if none is open.</summary>
    public required long End { get; init; }

    /// <summary>The height at which the next window is to open; 0 if the reply does not contain it.</summary>
    public required long NextStart { get; init; }

    /// <summary>The next window's last height; 0 if the reply does not contain it.</summary>
    public required long NextEnd { get; init; }

    /// <summary>Whether the address is registered for this side of the topic; false when no address was given.</summary>
    public required bool IsRegistered { get; init; }

    /// <summary>Whether the address is permitted to submit; false when no address was given.</summary>
    public required bool IsWhitelisted { get; init; }

    /// <summary>Whether the topic is active: only an active one opens windows.</summary>
    public required bool IsTopicActive { get; init; }

    /// <summary>The height that the reply was computed at; 0 if the node did not send it.</summary>
    public required long Height { get; init; }

    /// <summary>Whether a transaction sent now can still be in time: it is included in the next block at the earliest.</summary>
    public bool CanInclude => IsOpen && Height + 1 <= End;
}
