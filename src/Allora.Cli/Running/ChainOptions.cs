using System.CommandLine;
using Allora.Sdk;

namespace Allora.Cli.Running;

/// <summary>Which chain a command asks, and where.</summary>
internal sealed class ChainOptions
{
    /// <summary>The environment variable that names the network where no option does.</summary>
    public const string Variable = "ALLORA_NETWORK";

    public Option<string?> Network { get; } = new("--network") { Description = $"testnet, mainnet or local. Default: {Variable}, else testnet.", HelpName = "NAME" };

    public Option<string[]> Grpc { get; } = new("--grpc")
    {
        Description = "An endpoint instead of the network's own: https://host:443, http://host:9090, rest+https://host, rpc+https://host. More than once for several.",
        HelpName = "URI",
    };

    public Option<string[]> Rpc { get; } = new("--rpc") { Description = "A CometBFT RPC endpoint, for events, instead of the network's own. More than once for several.", HelpName = "URI" };

    public Option<string?> ChainId { get; } = new("--chain-id") { Description = "The chain id, where it is not the network's.", HelpName = "ID" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Network, Grpc, Rpc, ChainId])
            command.Options.Add(option);
    }

    /// <summary>The network that was asked for.</summary>
    /// <exception cref="ArgumentException">There is none of that name, or an endpoint is no address.</exception>
    public AlloraNetwork Read(ParseResult parsed)
    {
        var name = parsed.GetValue(Network) ?? Environment.GetEnvironmentVariable(Variable);
        var network = AlloraNetwork.FromName(string.IsNullOrWhiteSpace(name) ? "testnet" : name);
        if (parsed.GetValue(Grpc) is { Length: > 0 } grpc)
            network = network with { GrpcEndpoints = [.. grpc.Select(static uri => Endpoint("--grpc", uri))] };
        if (parsed.GetValue(Rpc) is { Length: > 0 } rpc)
            network = network with { RpcEndpoints = [.. rpc.Select(static uri => Endpoint("--rpc", uri))] };
        return parsed.GetValue(ChainId) is { } chain ? network with { ChainId = chain } : network;
    }

    /// <summary>A client of that network.</summary>
    public AlloraClient Connect(ParseResult parsed) => new(Read(parsed));

    /// <summary>An endpoint as a user writes it.</summary>
    public static AlloraEndpoint Endpoint(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? new AlloraEndpoint(uri)
            : throw new UsageException($"{option} must be an address such as http://localhost:9090, not \"{text}\"");
}
