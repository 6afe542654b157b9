using Allora.Sdk.Chain;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>The chain's newest height (blocks) by the reports of endpoints and events; 0 before the first. Reading it sends nothing.</summary>
    public long LatestHeight => _pool.BestHeight;

    /// <summary>The time between two blocks, measured from events and replies; null while it is not known.</summary>
    public TimeSpan? BlockInterval => Pace.Interval;

    /// <summary>The health of each endpoint, in the order of <see cref="AlloraNetwork.Endpoints"/>. Reading it sends nothing.</summary>
    public IReadOnlyList<EndpointStatus> GetEndpoints() => [.. _pool.Endpoints.Select(endpoint => new EndpointStatus
    {
        Address = endpoint.ToString(),
        HasAnswered = endpoint.Health.HasAnswered,
        IsCoolingDown = endpoint.Health.IsCoolingDown,
        RetryIn = endpoint.Health.RetryIn,
        Lag = endpoint.Health.Lag,
        IsOtherChain = endpoint.Health.IsForeign,
    })];
}
