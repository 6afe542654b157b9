namespace Allora.Sdk.Chain;

/// <summary>The health of one endpoint, as seen from the calls of this client. Reading it sends nothing.</summary>
public sealed record EndpointStatus
{
    /// <summary>The endpoint's scheme, host and port: paths, queries and headers may hold keys.</summary>
    public required string Address { get; init; }

    /// <summary>Whether it has ever answered a call of this client.</summary>
    public required bool HasAnswered { get; init; }

    /// <summary>Whether it failed and has not answered since.</summary>
    public required bool IsCoolingDown { get; init; }

    /// <summary>The time until it is tried again, zero or more; null if it is not in cool-down.</summary>
    public TimeSpan? RetryIn { get; init; }

    /// <summary>Blocks behind the best endpoint of the network, when it last answered.</summary>
    public long Lag { get; init; }

    /// <summary>Whether it serves another chain than the network's: it is not used.</summary>
    public bool IsOtherChain { get; init; }
}
