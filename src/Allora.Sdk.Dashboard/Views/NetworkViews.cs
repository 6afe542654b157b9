using Allora.Sdk.Chain;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>Turns clients into networks.</summary>
internal static class NetworkViews
{
    public static NetworkView Of(AlloraClient client, long height) => new(
        client.Network.ChainId, height, client.BlockInterval is { } interval ? Math.Round(interval.TotalSeconds, 1) : null, client.Blocks.IsConnected, [.. client.GetEndpoints().Select(Endpoint)]);

    private static EndpointView Endpoint(EndpointStatus status) => new(
        status.Address,
        status.IsOtherChain ? "other chain" : status.IsCoolingDown ? "cool-down" : status.HasAnswered ? "answered" : "not used yet",
        status.Lag,
        status.RetryIn is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null);
}
