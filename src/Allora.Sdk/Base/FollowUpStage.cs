namespace Allora.Sdk;

/// <summary>The stage of an included submission on its way to a reward.</summary>
public enum FollowUpStage
{
    /// <summary>It is in a block; its window has not closed yet.</summary>
    Included,

    /// <summary>Its window closed and it is among the topic's best: it takes part in the network's inference and can be rewarded.</summary>
    Active,

    /// <summary>Final: its window closed and it is not among the topic's best.</summary>
    Passive,

    /// <summary>The losses were submitted, and it has a score.</summary>
    Scored,

    /// <summary>Final: its reward is settled.</summary>
    Rewarded,

    /// <summary>Final without a reward: <see cref="SubmissionFollowUp.Message"/> has the cause.</summary>
    Ended,
}
