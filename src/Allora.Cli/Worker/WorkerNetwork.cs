using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;
using Allora.Sdk;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker;

/// <summary>The network of a file.</summary>
internal static class WorkerNetwork
{
    /// <summary>Returns the network; if a file has only nodes and no chain id, the nodes are queried for it.</summary>
    /// <exception cref="UsageException">An endpoint is not an address.</exception>
    public static async Task<AlloraNetwork> OfAsync(WorkerFile file, CancellationToken cancellationToken)
    {
        if (!file.IsNodesOnly)
            return ChainOptions.NetworkOf(file.Network, ("grpc", file.Grpc), ("rpc", file.Rpc), file.ChainId);
        if (file.ChainId is { } known)
            return Nodes(file, known);
        await using var client = new AlloraClient(Nodes(file, "unknown"), OptionsOf(file));
        return Nodes(file, await client.GetChainIdAsync(cancellationToken));
    }

    public static AlloraClientOptions OptionsOf(WorkerFile file) =>
        file.RequestTimeout is { } limit ? new AlloraClientOptions { RequestTimeout = limit } : new AlloraClientOptions();

    /// <summary>The limits on fees that hold for a file: its own, or the SDK's defaults for its network.</summary>
    public static (UAllo Fee, UAllo Day) LimitsOf(WorkerFile file)
    {
        var network = file.IsNodesOnly ? Like(file.ChainId ?? "") : ChainOptions.NetworkOf(file.Network, ("grpc", []), ("rpc", []), file.ChainId);
        return (new FeeOptions { MaximumFee = file.MaximumFee }.MaximumFeeOn(network), new WalletOptions { DailyBudget = file.DailyBudget }.DailyBudgetOn(network));
    }

    private static AlloraNetwork Like(string chainId) => chainId switch
    {
        "allora-mainnet-1" => AlloraNetwork.Mainnet,
        "allora-testnet-1" => AlloraNetwork.Testnet,
        _ => AlloraNetwork.Local,
    };

    // Without gRPC nodes the RPC nodes answer everything; without RPC nodes workers poll. No public endpoint is ever added.
    private static AlloraNetwork Nodes(WorkerFile file, string chainId)
    {
        var rpc = file.Rpc.Select(static uri => new AlloraEndpoint(uri)).ToList();
        return Like(chainId) with
        {
            ChainId = chainId,
            IsDevNet = false,
            Rest = null,
            Faucet = null,
            Endpoints = file.Grpc.Count > 0
                ? [.. file.Grpc.Select(static uri => new AlloraEndpoint(uri))]
                : [.. file.Rpc.Select(static uri => new AlloraEndpoint("rpc+" + uri))],
            EventEndpoints = rpc,
        };
    }
}
