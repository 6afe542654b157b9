using System.Globalization;
using Allora.Sdk;

namespace Topic67.Worker.State;

/// <summary>A line of the log of follow-ups: the progress of an included submission to its score and reward.</summary>
internal sealed record FollowUpRecord
{
    public required DateTimeOffset Timestamp { get; init; }

    public required long Nonce { get; init; }

    /// <summary>Included, Active, Passive, Scored, Rewarded or Ended.</summary>
    public required string Stage { get; init; }

    public bool? Active { get; init; }

    public string? Score { get; init; }

    public string? EmaScore { get; init; }

    /// <summary>The reward (uallo).</summary>
    public string? RewardUallo { get; init; }

    public string? Message { get; init; }

    public static FollowUpRecord Of(SubmissionFollowUp followUp, DateTimeOffset now) => new()
    {
        Timestamp = now,
        Nonce = followUp.Nonce,
        Stage = followUp.Stage.ToString(),
        Active = followUp.IsActive,
        Score = followUp.Score?.ToString(),
        EmaScore = followUp.EmaScore?.ToString(),
        RewardUallo = followUp.Reward?.ToString(),
        Message = followUp.Message is { } text ? SafeText.OneLine(text) : null,
    };

    /// <summary>The reward as a number, for sums in a status.</summary>
    public decimal Reward() => decimal.TryParse(RewardUallo, NumberStyles.Float, CultureInfo.InvariantCulture, out var uallo) ? uallo : 0;
}
