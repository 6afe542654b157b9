namespace Allora.Sdk.Api;

/// <summary>A network inference with the signature that a contract verifies.</summary>
public sealed record ApiInference
{
    /// <summary>The signature, 0x and hexadecimal digits.</summary>
    public string Signature { get; set; } = "";

    /// <summary>The number of decimals of the whole numbers; null if the API omits it (18 is usual).</summary>
    public int? TokenDecimals { get; set; }

    /// <summary>The signed values.</summary>
    public ApiInferenceData InferenceData { get; set; } = new();
}

/// <summary>The values of a network inference. Whole numbers are scaled (uint256); the normalized ones are decimals.</summary>
public sealed record ApiInferenceData
{
    /// <summary>The inference, a whole number.</summary>
    public string NetworkInference { get; set; } = "";

    /// <summary>The inference, a decimal.</summary>
    public string NetworkInferenceNormalized { get; set; } = "";

    /// <summary>The percentiles of the confidence interval, whole numbers.</summary>
    public IReadOnlyList<string> ConfidenceIntervalPercentiles { get; set; } = [];

    /// <summary>The percentiles of the confidence interval, decimals.</summary>
    public IReadOnlyList<string> ConfidenceIntervalPercentilesNormalized { get; set; } = [];

    /// <summary>The values at the percentiles, whole numbers.</summary>
    public IReadOnlyList<string> ConfidenceIntervalValues { get; set; } = [];

    /// <summary>The values at the percentiles, decimals.</summary>
    public IReadOnlyList<string> ConfidenceIntervalValuesNormalized { get; set; } = [];

    /// <summary>The topic, in the API's spelling.</summary>
    public string TopicId { get; set; } = "";

    /// <summary>The time of the signature (Unix seconds).</summary>
    public long Timestamp { get; set; }

    /// <summary>Further signed data, 0x and hexadecimal digits.</summary>
    public string ExtraData { get; set; } = "";
}
