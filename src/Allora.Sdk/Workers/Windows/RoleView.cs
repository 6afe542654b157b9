using Allora.Sdk.Chain;

namespace Allora.Sdk.Workers.Windows;

/// <summary>The result of one query of the chain for a role.</summary>
internal sealed record RoleView
{
    /// <summary>The height for which the answer was computed.</summary>
    public required long Height { get; init; }

    /// <summary>The window as the chain described it, if it did: for the signs of life, and for the start of the next one.</summary>
    public SubmissionWindow? Window { get; init; }

    /// <summary>The obstacle, and its remedy; null if there is none.</summary>
    public Obstacle? Obstacle { get; init; }

    /// <summary>The windows that take payloads.</summary>
    public IReadOnlyList<OpenWindow> Open { get; init; } = [];

    /// <summary>The nonce that waits for an older one; null if none does.</summary>
    public WaitingNonce? Waiting { get; init; }
}

/// <summary>A reason to wait.</summary>
internal sealed record Obstacle(WorkerState State, string Detail);

/// <summary>An open window: its nonce, and the last height whose block can include a payload.</summary>
internal readonly record struct OpenWindow(long Nonce, long End);
