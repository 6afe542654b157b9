using System.CommandLine;
using Allora.Sdk;

namespace Allora.Cli.Running;

/// <summary>The chain and the endpoints of a command.</summary>
internal sealed class ChainOptions
{
    /// <summary>The environment variable with the network's name, if no option has it.</summary>
    public const string Variable = "ALLORA_NETWORK";

    public Option<string?> Network { get; } = new("--network") { Description = $"testnet, mainnet or local. Default: {Variable}, else testnet.", HelpName = "NAME" };

    public Option<string[]> Grpc { get; } = new("--grpc")
    {
        Description = "An endpoint instead of the network's own: https://host:443, http://host:9090, rest+https://host, rpc+https://host. More than once for several.",
        HelpName = "URI",
    };

    public Option<string[]> Rpc { get; } = new("--rpc") { Description = "A CometBFT RPC endpoint, for events, instead of the network's own. More than once for several.", HelpName = "URI" };

    public Option<string?> ChainId { get; } = new("--chain-id") { Description = "The chain id, if it is not the network's.", HelpName = "ID" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Network, Grpc, Rpc, ChainId])
            command.Options.Add(option);
    }

    /// <summary>Returns the chosen network.</summary>
    /// <exception cref="ArgumentException">There is none of that name, or an endpoint is not an address.</exception>
    public AlloraNetwork Read(ParseResult parsed) =>
        NetworkOf(NameOf(parsed), ("--grpc", parsed.GetValue(Grpc) ?? []), ("--rpc", parsed.GetValue(Rpc) ?? []), parsed.GetValue(ChainId));

    /// <summary>The name of the chosen network.</summary>
    public string NameOf(ParseResult parsed) =>
        (parsed.GetValue(Network) ?? Environment.GetEnvironmentVariable(Variable)) is { } name && !string.IsNullOrWhiteSpace(name) ? name : "testnet";

    /// <summary>A network by name, with endpoints in place of its own; each list has the name of its option.</summary>
    /// <exception cref="ArgumentException">There is none of that name, or an endpoint is not an address.</exception>
    public static AlloraNetwork NetworkOf(string name, (string Called, IReadOnlyList<string> Uris) grpc, (string Called, IReadOnlyList<string> Uris) rpc, string? chainId)
    {
        var network = AlloraNetwork.FromName(name);
        if (grpc.Uris.Count > 0)
            network = network with { Endpoints = [.. grpc.Uris.Select(uri => Endpoint(grpc.Called, uri, events: false))] };
        if (rpc.Uris.Count > 0)
            network = network with { EventEndpoints = [.. rpc.Uris.Select(uri => Endpoint(rpc.Called, uri, events: true))] };
        return chainId is null ? network : network with { ChainId = chainId };
    }

    /// <summary>Creates a client of the chosen network.</summary>
    public AlloraClient Connect(ParseResult parsed) => new(Read(parsed));

    /// <summary>Explains a wrong chain before anything is signed: a signature for another chain would be refused.</summary>
    /// <exception cref="UsageException">The node serves another chain.</exception>
    public static async Task RequireChainAsync(AlloraClient client, CancellationToken cancellationToken)
    {
        var chain = await client.GetChainIdAsync(cancellationToken);
        if (chain != client.Network.ChainId)
            throw new UsageException($"the node serves chain {chain}, not {client.Network.ChainId}: correct network, endpoints or chain id");
    }

    private static AlloraEndpoint Endpoint(string option, string text, bool events) =>
        NodeAddress.Parse(text, events) ?? throw new UsageException($"{option} {NodeAddress.Refusal(text, events)}");
}
