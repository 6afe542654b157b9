using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Options;

/// <summary>A topic of the genesis, funded, staked and active.</summary>
public sealed record GenesisTopic
{
    /// <summary>The topic's id.</summary>
    public required ulong Id { get; init; }

    /// <summary>What it predicts, in words.</summary>
    public string Metadata { get; init; } = "DevNet topic";

    /// <summary>Its creator's address; null is the first account.</summary>
    public string? Creator { get; init; }

    /// <summary>"mse", "mae" and so on. Default "mse".</summary>
    public string LossMethod { get; init; } = "mse";

    /// <summary>Blocks from one window's opening to the next. Default 30.</summary>
    public long EpochLength { get; init; } = 30;

    /// <summary>Blocks during which workers can submit. Default 10.</summary>
    public long WorkerSubmissionWindow { get; init; } = 10;

    /// <summary>Blocks until reputers can submit. Default 30.</summary>
    public long GroundTruthLag { get; init; } = 30;

    /// <summary>True takes labelled values (MULTI). Default false.</summary>
    public bool Multi { get; init; }

    /// <summary>The labels that a MULTI topic admits; empty admits any.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether labels differ by case alone. Default false.</summary>
    public bool LabelsCaseSensitive { get; init; }

    /// <summary>Whether a MULTI topic's values must sum to 1. Default false.</summary>
    public bool RequireUnity { get; init; }

    /// <summary>How far from 1 the sum may be. Default "0".</summary>
    public string UnityTolerance { get; init; } = "0";

    /// <summary>The most labels in one submission; null is 1 for SINGLE, and the number of labels for MULTI.</summary>
    public ulong? MaxLabels { get; init; }

    /// <summary>True for topics whose values may be negative. Default true.</summary>
    public bool AllowNegative { get; init; } = true;

    /// <summary>Addresses that may submit inferences; null switches the topic's white list off.</summary>
    public IReadOnlyList<string>? WorkerWhitelist { get; init; }

    /// <summary>Addresses that may submit losses; null switches the topic's white list off.</summary>
    public IReadOnlyList<string>? ReputerWhitelist { get; init; }

    /// <summary>What was paid into the topic. Default 1 ALLO.</summary>
    public UAllo Funds { get; init; } = UAllo.FromAllo("1");

    /// <summary>Reputers' stake by address; null is 1000 ALLO by the creator.</summary>
    public IReadOnlyDictionary<string, UAllo>? Stake { get; init; }

    /// <summary>Addresses that are registered as workers already.</summary>
    public IReadOnlyList<string> Workers { get; init; } = [];

    /// <summary>Addresses that are registered as reputers already, besides those with stake.</summary>
    public IReadOnlyList<string> Reputers { get; init; } = [];

    /// <summary>The height at whose end the first window opens; null is the topic's first turn.</summary>
    public long? FirstWindow { get; init; }

    /// <summary>False leaves the topic inactive until it has stake and funds. Default true.</summary>
    public bool Active { get; init; } = true;
}
