namespace Allora.Sdk.Api;

/// <summary>A topic as the API tells of it. Fields that it does not tell are null or 0; ones that are not known here are passed over.</summary>
public sealed record ApiTopic
{
    /// <summary>The topic's number.</summary>
    public ulong TopicId { get; set; }

    /// <summary>Its name.</summary>
    public string TopicName { get; set; } = "";

    /// <summary>What it is about; null where nobody said.</summary>
    public string? Description { get; set; }

    /// <summary>Blocks from one window's opening to the next one's.</summary>
    public long EpochLength { get; set; }

    /// <summary>Blocks from a nonce until its truth is known.</summary>
    public long GroundTruthLag { get; set; }

    /// <summary>How reputers measure a loss.</summary>
    public string LossMethod { get; set; } = "";

    /// <summary>Blocks that a submission window lasts.</summary>
    public long WorkerSubmissionWindow { get; set; }

    /// <summary>How many workers take part.</summary>
    public long WorkerCount { get; set; }

    /// <summary>How many reputers take part.</summary>
    public long ReputerCount { get; set; }

    /// <summary>What is staked upon it, in ALLO, as the API spells it.</summary>
    public string TotalStakedAllo { get; set; } = "0";

    /// <summary>What it was paid, in ALLO, as the API spells it.</summary>
    public string TotalEmissionsAllo { get; set; } = "0";

    /// <summary>Whether it opens windows; null where the API does not tell.</summary>
    public bool? IsActive { get; set; }

    /// <summary>Whether Allora endorses it; null where the API does not tell.</summary>
    public bool? IsEndorsed { get; set; }

    /// <summary>When these figures are from, as the API spells it.</summary>
    public string UpdatedAt { get; set; } = "";
}
