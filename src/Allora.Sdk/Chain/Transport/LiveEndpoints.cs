using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Allora.Sdk.Diagnostics;

namespace Allora.Sdk.Chain.Transport;

/// <summary>The endpoints of this process's clients: their lag is observed on collection; failures and reconnects are counted. Only host and port are reported: paths may contain keys.</summary>
internal static class LiveEndpoints
{
    public const string Grpc = "grpc";
    public const string WebSocket = "websocket";

    private static readonly ConcurrentDictionary<EndpointPool, byte> Pools = [];

    static LiveEndpoints() => AlloraTelemetry.Meter.CreateObservableGauge(
        AlloraMetricNames.EndpointLag, ObserveLag, "{block}", "Blocks behind the best endpoint of the network, when it last answered.");

    public static void Add(EndpointPool pool) => Pools.TryAdd(pool, 0);

    public static void Remove(EndpointPool pool) => Pools.TryRemove(pool, out _);

    public static void Failed(string protocol, Uri address, string why)
    {
        if (Instruments.EndpointFailures.Enabled)
            Instruments.EndpointFailures.Add(1, [.. Tags(protocol, address), new(TelemetryTags.ErrorType, why)]);
    }

    public static void Reconnecting(string protocol, Uri address)
    {
        if (Instruments.Reconnects.Enabled)
            Instruments.Reconnects.Add(1, Tags(protocol, address));
    }

    private static KeyValuePair<string, object?>[] Tags(string protocol, Uri address) =>
        [Server(address), Port(address), new(TelemetryTags.Protocol, protocol)];

    // Several clients may use the same server: the largest lag is reported.
    private static IEnumerable<Measurement<long>> ObserveLag() =>
        Pools.Keys.SelectMany(pool => pool.Endpoints)
            .GroupBy(endpoint => (endpoint.Address.Host, endpoint.Address.Port))
            .Select(same => new Measurement<long>(same.Max(e => e.Health.Lag), Server(same.First().Address), Port(same.First().Address)));

    private static KeyValuePair<string, object?> Server(Uri address) => new(TelemetryTags.Server, address.Host);

    private static KeyValuePair<string, object?> Port(Uri address) => new(TelemetryTags.Port, (long)address.Port);
}
