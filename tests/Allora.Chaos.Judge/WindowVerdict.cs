namespace Allora.Chaos.Judge;

/// <summary>One window of one wallet, and what could have been expected of it.</summary>
internal sealed record WindowVerdict
{
    public required string Wallet { get; init; }

    public required ulong Topic { get; init; }

    public required long Nonce { get; init; }

    public required Span Span { get; init; }

    /// <summary>The stretch in which it could have been answered; null where there was none.</summary>
    public (int Node, Span Span)? Chance { get; init; }

    /// <summary>Why there was no chance.</summary>
    public string WhyNot { get; init; } = "";

    public required bool IsMade { get; init; }

    public bool IsRecoverable => Chance is not null;
}
