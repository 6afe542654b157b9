using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions;

/// <summary>A topic's own parameters that the arithmetic reads, under the chain's names.</summary>
public sealed record TopicParameters
{
    /// <summary>Blocks of an epoch.</summary>
    public required long EpochLength { get; init; }

    /// <summary>Blocks between a nonce and the first loss for it.</summary>
    public required long GroundTruthLag { get; init; }

    /// <summary>Blocks after a nonce in which workers may submit.</summary>
    public required long WorkerSubmissionWindow { get; init; }

    /// <summary>Steepness p of the weights, 1 to 10 (2.5 to 4.5 on v9).</summary>
    public Dec PNorm { get; init; } = 3;

    /// <summary>Offset c of the weights, -100 to 100.</summary>
    public Dec CNorm { get; init; } = Dec.Parse("0.75");

    /// <summary>Share of the new regret in a stored one, above 0, at most 1.</summary>
    public Dec AlphaRegret { get; init; } = Dec.Parse("0.1");

    /// <summary>Keeps scales above 0.</summary>
    public Dec Epsilon { get; init; } = Dec.Parse("0.01");

    /// <summary>Share of the new score in a stored one, 0 to below 1.</summary>
    public Dec MeritSortitionAlpha { get; init; } = Dec.Parse("0.1");

    /// <summary>The quantile of scores that passive inferers' scores move to, 0 to 1.</summary>
    public Dec ActiveInfererQuantile { get; init; } = Dec.Parse("0.25");

    /// <summary>The quantile of scores that passive forecasters' scores move to, 0 to 1.</summary>
    public Dec ActiveForecasterQuantile { get; init; } = Dec.Parse("0.25");

    /// <summary>The quantile of scores that passive reputers' scores move to, 0 to 1.</summary>
    public Dec ActiveReputerQuantile { get; init; } = Dec.Parse("0.25");

    /// <summary>If an inference is a set of labelled values rather than one value.</summary>
    public bool IsMulti { get; init; }

    /// <summary>If the values of an inference have to add up to 1.</summary>
    public bool RequireUnity { get; init; }

    /// <summary>How far a sum may be from 1.</summary>
    public Dec UnityTolerance { get; init; }

    /// <summary>The value of a label that was not submitted.</summary>
    public Dec LabelDefaultValue { get; init; }
}
