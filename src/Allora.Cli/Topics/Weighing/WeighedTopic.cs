namespace Allora.Cli.Topics.Weighing;

/// <summary>A topic's active sets and its last epoch that was paid for, as the chain tells them and as they come out when computed again.</summary>
internal sealed record WeighedTopic
{
    public required ulong Id { get; init; }

    public required string Schema { get; init; }

    public required long Height { get; init; }

    /// <summary>The nonce whose losses came last; null before the first.</summary>
    public long? Nonce { get; init; }

    /// <summary>The block that closed it.</summary>
    public long? LossesAt { get; init; }

    /// <summary>The block that paid for it; null while none did, or where the node no longer tells.</summary>
    public long? PaidAt { get; init; }

    /// <summary>The nonce whose inferences came last: its workers are the active ones.</summary>
    public long? WorkersNonce { get; init; }

    public IReadOnlyList<WeighedSet> Sets { get; init; } = [];

    /// <summary>Where the chain says something else than comes out.</summary>
    public IReadOnlyList<WeighDifference> Differences { get; init; } = [];

    /// <summary>What could not be computed again, and why.</summary>
    public IReadOnlyList<string> Unchecked { get; init; } = [];

    /// <summary>How many values were computed again.</summary>
    public int Compared { get; init; }
}

/// <summary>One role of a topic.</summary>
internal sealed record WeighedSet
{
    public required WeighedRole Role { get; init; }

    /// <summary>How many places the set has.</summary>
    public required ulong Places { get; init; }

    /// <summary>How many are active.</summary>
    public int Active { get; init; }

    /// <summary>The lowest score in the set and whose it is; null while there is none.</summary>
    public (string Address, string Score)? Lowest { get; init; }

    public IReadOnlyList<WeighedActor> Actors { get; init; } = [];
}

/// <summary>An address in one role. Numbers are in the chain's own text; what is not known is null.</summary>
internal sealed record WeighedActor
{
    public required string Address { get; init; }

    public required bool IsActive { get; init; }

    /// <summary>The moving average of its scores, by which places are given.</summary>
    public required string Average { get; init; }

    /// <summary>Its score of the nonce as the chain tells it.</summary>
    public string? Score { get; init; }

    /// <summary>The same computed from the losses.</summary>
    public string? Computed { get; init; }

    /// <summary>The part of the role's reward that follows from the scores.</summary>
    public string? Share { get; init; }

    /// <summary>What it was paid, in uallo.</summary>
    public string? Paid { get; init; }
}

/// <summary>A value of which the chain says something else than comes out.</summary>
/// <param name="What">Which value.</param>
/// <param name="Address">Whose, or null for the topic's own.</param>
/// <param name="Chain">What the chain says.</param>
/// <param name="Computed">What comes out.</param>
internal sealed record WeighDifference(string What, string? Address, string Chain, string Computed);
