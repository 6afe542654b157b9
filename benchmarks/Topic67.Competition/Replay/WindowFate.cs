namespace Topic67.Competition.Replay;

/// <summary>A window of the replay: what the chain holds of it, and what the worker's own record says.</summary>
internal sealed record WindowFate
{
    public required long Nonce { get; init; }

    public required DateTimeOffset BlockTime { get; init; }

    /// <summary>The value on the chain, or null where the chain has none.</summary>
    public string? Value { get; init; }

    /// <summary>The block that holds it.</summary>
    public long? Height { get; init; }

    /// <summary>From the frame's sending to the transaction's arrival, by the chain's clock.</summary>
    public double? FirstResponseMs { get; init; }

    /// <summary>The same forecast made without worker or chain, from the same bars.</summary>
    public double? Expected { get; init; }

    public string? Status { get; init; }

    public string? How { get; init; }

    /// <summary>Why it failed, in the worker's words.</summary>
    public string? Reason { get; init; }

    public string? Hash { get; init; }

    public string? FeeUallo { get; init; }

    public double? ConfirmedMs { get; init; }

    public bool IsIncluded => Value is not null;
}
