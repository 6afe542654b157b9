namespace Allora.Sdk.Dashboard.History;

/// <summary>Everything known of one nonce of one worker.</summary>
public sealed record WindowRecord
{
    /// <summary>The worker's name in its host.</summary>
    public required string Worker { get; init; }

    /// <summary>The newest result of the nonce.</summary>
    public required SubmissionResult Result { get; init; }

    /// <summary>The newest follow-up of each part that the wallet took in the nonce.</summary>
    public IReadOnlyList<SubmissionFollowUp> FollowUps { get; init; } = [];

    /// <summary>The network's value for the nonce, in the chain's spelling, labels as label=value; null while it is not known.</summary>
    public string? NetworkValue { get; init; }

    /// <summary>The position of the wallet's score among those of the nonce, 1 for the best; null while it is not known.</summary>
    public int? Rank { get; init; }

    /// <summary>The number of scores of the nonce; 0 while it is not known.</summary>
    public int Ranked { get; init; }

    /// <summary>When the worker first reported the nonce (UTC, the host's clock).</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When the newest part of this record was reported (UTC, the host's clock).</summary>
    public DateTimeOffset Updated { get; init; }
}
