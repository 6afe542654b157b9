using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;
using Allora.Sdk;
using Microsoft.Extensions.Logging;

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

    public static AlloraClientOptions OptionsOf(WorkerFile file, ILoggerFactory? loggers = null)
    {
        var options = new AlloraClientOptions();
        options.RequestTimeout = file.RequestTimeout ?? options.RequestTimeout;
        options.LoggerFactory = loggers ?? options.LoggerFactory;
        return options;
    }

    // Without gRPC nodes the RPC nodes answer everything; without RPC nodes workers poll. No public endpoint is ever added.
    private static AlloraNetwork Nodes(WorkerFile file, string chainId)
    {
        var rpc = file.Rpc.Select(static uri => new AlloraEndpoint(uri)).ToList();
        return FeeLimits.NetworkLike(chainId) with
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
