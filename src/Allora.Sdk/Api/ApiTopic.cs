namespace Allora.Sdk.Api;

/// <summary>A topic as returned by the API. Missing fields are null or 0; unknown ones are ignored.</summary>
public sealed record ApiTopic
{
    /// <summary>The topic's number.</summary>
    public ulong TopicId { get; set; }

    /// <summary>Its name.</summary>
    public string TopicName { get; set; } = "";

    /// <summary>A description; null if there is none.</summary>
    public string? Description { get; set; }

    /// <summary>Blocks from one window's opening to the next one's.</summary>
    public long EpochLength { get; set; }

    /// <summary>Blocks from a nonce until its truth is known.</summary>
    public long GroundTruthLag { get; set; }

    /// <summary>How reputers measure a loss.</summary>
    public string LossMethod { get; set; } = "";

    /// <summary>Blocks that a submission window lasts.</summary>
    public long WorkerSubmissionWindow { get; set; }

    /// <summary>The number of workers.</summary>
    public long WorkerCount { get; set; }

    /// <summary>The number of reputers.</summary>
    public long ReputerCount { get; set; }

    /// <summary>The stake in it, in ALLO, in the API's spelling.</summary>
    public string TotalStakedAllo { get; set; } = "0";

    /// <summary>The payments to it, in ALLO, in the API's spelling.</summary>
    public string TotalEmissionsAllo { get; set; } = "0";

    /// <summary>Whether it opens windows; null if the API omits it.</summary>
    public bool? IsActive { get; set; }

    /// <summary>Whether Allora endorses it; null if the API omits it.</summary>
    public bool? IsEndorsed { get; set; }

    /// <summary>The number of the Forge competition on this topic; null if there is none.</summary>
    public string? ForgeCompetitionId { get; set; }

    /// <summary>When that competition begins, in the API's spelling; null if there is none.</summary>
    public string? ForgeCompetitionStartDate { get; set; }

    /// <summary>When that competition ends, in the API's spelling; null if there is none.</summary>
    public string? ForgeCompetitionEndDate { get; set; }

    /// <summary>The newest network inference, without a signature; null if there is none or the API omits it.</summary>
    public ApiNetworkInference? LatestNetworkInference { get; set; }

    /// <summary>The time of these figures, in the API's spelling.</summary>
    public string UpdatedAt { get; set; } = "";
}

/// <summary>A network inference as a topic shows it: decimals in the API's spelling.</summary>
public sealed record ApiNetworkInference
{
    /// <summary>The combined value.</summary>
    public string CombinedValue { get; set; } = "";

    /// <summary>The naive value; null if the API omits it.</summary>
    public string? NaiveValue { get; set; }

    /// <summary>Its time (Unix milliseconds).</summary>
    public long Timestamp { get; set; }
}
