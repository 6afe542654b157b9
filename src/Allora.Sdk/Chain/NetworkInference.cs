namespace Allora.Sdk.Chain;

/// <summary>
/// The network's inferences of a nonce (GetNetworkInferencesAtBlock): combined, by worker, and without each worker. A network without
/// labels has single numbers; values that the chain left out are null or missing from their list.
/// </summary>
public sealed record NetworkInference
{
    /// <summary>The topic.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The nonce (a height, blocks).</summary>
    public required long Nonce { get; init; }

    /// <summary>The network's inference; null if there is none yet.</summary>
    public NetworkValue? Combined { get; init; }

    /// <summary>The network's inference without forecasts; null if there is none yet.</summary>
    public NetworkValue? Naive { get; init; }

    /// <summary>Each inferer's own inference.</summary>
    public IReadOnlyList<WorkerValue> Inferers { get; init; } = [];

    /// <summary>The inference implied by each forecaster's forecasts.</summary>
    public IReadOnlyList<WorkerValue> Forecasters { get; init; } = [];

    /// <summary>The combined inference without one inferer.</summary>
    public IReadOnlyList<WorkerValue> OneOutInferers { get; init; } = [];

    /// <summary>The combined inference without one forecaster.</summary>
    public IReadOnlyList<WorkerValue> OneOutForecasters { get; init; } = [];

    /// <summary>The naive inference with one forecaster added.</summary>
    public IReadOnlyList<WorkerValue> OneInForecasters { get; init; } = [];

    /// <summary>The inference implied by one forecaster's forecasts without one inferer.</summary>
    public IReadOnlyList<ForecasterValue> OneOutInfererForecasters { get; init; } = [];

    /// <summary>Whether a reputer can compute losses: there are a combined and a naive value, and at least one inferer.</summary>
    public bool IsComplete => Combined is not null && Naive is not null && Inferers.Count > 0;
}

/// <summary>A value that belongs to a worker, or to the network without that worker.</summary>
public sealed record WorkerValue
{
    /// <summary>The worker's address.</summary>
    public required string Worker { get; init; }

    /// <summary>The value.</summary>
    public required NetworkValue Value { get; init; }
}

/// <summary>A value implied by one forecaster without one inferer.</summary>
public sealed record ForecasterValue
{
    /// <summary>The forecaster's address.</summary>
    public required string Forecaster { get; init; }

    /// <summary>The address of the excluded inferer.</summary>
    public required string WithheldInferer { get; init; }

    /// <summary>The value.</summary>
    public required NetworkValue Value { get; init; }
}
