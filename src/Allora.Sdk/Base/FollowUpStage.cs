namespace Allora.Sdk;

/// <summary>How far the life of an included submission has come.</summary>
public enum FollowUpStage
{
    /// <summary>It is in a block; its window has not closed yet.</summary>
    Included,

    /// <summary>Its window closed and it is among the topic's best: it takes part in the network's inference and can be rewarded.</summary>
    Active,

    /// <summary>Final: its window closed and it is not among the topic's best.</summary>
    Passive,

    /// <summary>The losses are in, and it has a score.</summary>
    Scored,

    /// <summary>Final: its reward is settled.</summary>
    Rewarded,

    /// <summary>Final without a reward: <see cref="SubmissionFollowUp.Message"/> says why.</summary>
    Ended,
}
