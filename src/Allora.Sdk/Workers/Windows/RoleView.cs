using Allora.Sdk.Chain;

namespace Allora.Sdk.Workers.Windows;

/// <summary>What one look at the chain found for a role.</summary>
internal sealed record RoleView
{
    /// <summary>The height that the answer was computed at.</summary>
    public required long Height { get; init; }

    /// <summary>The window as the chain described it, where it did: for the signs of life, and for when the next one opens.</summary>
    public SubmissionWindow? Window { get; init; }

    /// <summary>What is in the way, and what to do about it; null where nothing is.</summary>
    public Obstacle? Obstacle { get; init; }

    /// <summary>The windows that take payloads.</summary>
    public IReadOnlyList<OpenWindow> Open { get; init; } = [];
}

/// <summary>A reason to wait.</summary>
internal sealed record Obstacle(WorkerState State, string Detail);

/// <summary>An open window: its nonce, and the last height whose block can include a payload.</summary>
internal readonly record struct OpenWindow(long Nonce, long End);
