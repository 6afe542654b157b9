using System.Diagnostics;
using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>A chain and where to reach it.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record AlloraNetwork
{
    private const int MostEndpoints = 64;

    private readonly IReadOnlyList<AlloraEndpoint> _grpc = [];
    private readonly IReadOnlyList<AlloraEndpoint> _rpc = [];

    /// <summary>The public test network.</summary>
    public static AlloraNetwork Testnet { get; } = new()
    {
        ChainId = "allora-testnet-1",
        Grpc = new Uri("https://allora-grpc.testnet.allora.network:443"),
        Rpc = new Uri("https://allora-rpc.testnet.allora.network"),
        Rest = new Uri("https://allora-api.testnet.allora.network"),
        Faucet = new Uri("https://faucet.testnet.allora.run/api/request"),
        GasPriceFloor = GasPrice.Parse("10"),
    };

    /// <summary>The main network: fees are real money.</summary>
    public static AlloraNetwork Mainnet { get; } = new()
    {
        ChainId = "allora-mainnet-1",
        Grpc = new Uri("https://allora-grpc.mainnet.allora.network:443"),
        Rpc = new Uri("https://allora-rpc.mainnet.allora.network"),
        Rest = new Uri("https://allora-api.mainnet.allora.network"),
        GasPriceFloor = GasPrice.Parse("250000000"),
    };

    /// <summary>A chain on this machine, at the usual ports.</summary>
    public static AlloraNetwork Local { get; } = new()
    {
        ChainId = "localnet",
        Grpc = new Uri("http://localhost:9090"),
        Rpc = new Uri("http://localhost:26657"),
        Rest = new Uri("http://localhost:1317"),
        GasPriceFloor = GasPrice.Parse("10"),
        IsDevNet = true,
    };

    /// <summary>The chain id, part of what every signature covers.</summary>
    public required string ChainId { get; init; }

    /// <summary>The first gRPC endpoint: https for TLS, http for HTTP/2 without it. Another one here takes the place of the whole list.</summary>
    public required Uri Grpc
    {
        get => _grpc[0].Address;
        init => _grpc = Led(_grpc, value);
    }

    /// <summary>The first CometBFT RPC endpoint; its events are at /websocket below it. Another one here takes the place of the whole list.</summary>
    public required Uri Rpc
    {
        get => _rpc.Count > 0 ? _rpc[0].Address : throw new InvalidOperationException($"The network {ChainId} names no CometBFT RPC endpoint.");
        init => _rpc = Led(_rpc, value);
    }

    /// <summary>
    /// Every endpoint that is asked, the preferred one first; the others are used while it fails or lags. They need not be gRPC: see
    /// <see cref="AlloraEndpoint.Address"/>. Default: <see cref="Grpc"/> alone.
    /// </summary>
    public IReadOnlyList<AlloraEndpoint> GrpcEndpoints
    {
        get => _grpc;
        init => _grpc = Checked(value);
    }

    /// <summary>Every CometBFT RPC endpoint: the event stream goes on to the next when one fails. An empty list means none: workers then live by asking. Default: <see cref="Rpc"/> alone.</summary>
    public IReadOnlyList<AlloraEndpoint> RpcEndpoints
    {
        get => _rpc;
        init => _rpc = value is { Count: 0 } ? [] : Checked(value);
    }

    /// <summary>The REST endpoint, where there is one: a client uses it after <see cref="OverRest"/>.</summary>
    public Uri? Rest { get; init; }

    /// <summary>Where test coins are asked for, where they are given away.</summary>
    public Uri? Faucet { get; init; }

    /// <summary>The coin's smallest unit. Default: uallo.</summary>
    public string Denom { get; init; } = "uallo";

    /// <summary>What addresses start with. Default: allo.</summary>
    public string AddressPrefix { get; init; } = "allo";

    /// <summary>The least gas price worth offering, whatever the chain answers. Default: 0.</summary>
    public GasPrice GasPriceFloor { get; init; }

    /// <summary>Whether this is a chain for trying things, where nothing has value and anybody's keys will do. Default: false.</summary>
    public bool IsDevNet { get; init; }

    /// <summary>The same network asked over REST alone. Events still come over CometBFT RPC.</summary>
    /// <exception cref="InvalidOperationException">The network names no REST endpoint.</exception>
    public AlloraNetwork OverRest()
    {
        var rest = Rest ?? throw new InvalidOperationException($"The network {ChainId} names no REST endpoint: set {nameof(Rest)}.");
        return this with { GrpcEndpoints = [new AlloraEndpoint(rest).Over(AlloraTransport.Rest)] };
    }

    /// <summary>The same network asked over its CometBFT RPC endpoints alone, for where nothing else is reachable.</summary>
    public AlloraNetwork OverRpc() => this with { GrpcEndpoints = [.. _rpc.Select(static rpc => rpc.Over(AlloraTransport.Rpc))] };

    /// <summary>The network of this name ("testnet", "mainnet", "local") or of this chain id.</summary>
    /// <param name="name">A name or a chain id, in any case of letters.</param>
    /// <exception cref="ArgumentException">There is none: make one with the endpoints that you have.</exception>
    public static AlloraNetwork FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.ToLowerInvariant() switch
        {
            "testnet" or "allora-testnet-1" => Testnet,
            "mainnet" or "allora-mainnet-1" => Mainnet,
            "local" or "localnet" or "devnet" => Local,
            _ => throw new ArgumentException(
                $"There is no network \"{name}\": give testnet, mainnet or local, or endpoints of your own.", nameof(name)),
        };
    }

    /// <summary>The chain id, with host and port of each endpoint: paths, queries and headers may hold keys.</summary>
    public override string ToString() => $"{ChainId} ({string.Join(", ", GrpcEndpoints)})";

    // Initializers run in the order in which they are written: a list that starts with this address already is kept.
    private static IReadOnlyList<AlloraEndpoint> Led(IReadOnlyList<AlloraEndpoint> endpoints, Uri first) =>
        endpoints.Count > 0 && endpoints[0].Address == first ? endpoints : [new AlloraEndpoint(first)];

    private static AlloraEndpoint[] Checked(IReadOnlyList<AlloraEndpoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentOutOfRangeException.ThrowIfZero(endpoints.Count, nameof(endpoints));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(endpoints.Count, MostEndpoints, nameof(endpoints));
        return [.. endpoints];
    }
}
