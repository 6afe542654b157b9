using System.Collections.ObjectModel;
using System.Diagnostics;
using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>A chain and the endpoints that serve it. Two networks with equal content are equal.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record AlloraNetwork
{
    private const int MaxEndpoints = 64;
    private const int MaxChainIdLength = 50;

    private readonly string _chainId = "";

    private readonly ReadOnlyCollection<AlloraEndpoint> _endpoints = ReadOnlyCollection<AlloraEndpoint>.Empty;
    private readonly ReadOnlyCollection<AlloraEndpoint> _eventEndpoints = ReadOnlyCollection<AlloraEndpoint>.Empty;

    /// <summary>The public test network.</summary>
    public static AlloraNetwork Testnet { get; } = new()
    {
        ChainId = "allora-testnet-1",
        Endpoints = [new AlloraEndpoint("https://allora-grpc.testnet.allora.network:443")],
        EventEndpoints = [new AlloraEndpoint("https://allora-rpc.testnet.allora.network")],
        Rest = new Uri("https://allora-api.testnet.allora.network"),
        Faucet = new Uri("https://faucet.testnet.allora.run/api/request"),
        GasPriceFloor = GasPrice.Parse("10"),
    };

    /// <summary>The main network: fees are real money.</summary>
    public static AlloraNetwork Mainnet { get; } = new()
    {
        ChainId = "allora-mainnet-1",
        Endpoints = [new AlloraEndpoint("https://allora-grpc.mainnet.allora.network:443")],
        EventEndpoints = [new AlloraEndpoint("https://allora-rpc.mainnet.allora.network")],
        Rest = new Uri("https://allora-api.mainnet.allora.network"),
        GasPriceFloor = GasPrice.Parse("250000000"),
    };

    /// <summary>A chain on this machine, at the usual ports.</summary>
    public static AlloraNetwork Local { get; } = new()
    {
        ChainId = "localnet",
        Endpoints = [new AlloraEndpoint("http://localhost:9090")],
        EventEndpoints = [new AlloraEndpoint("http://localhost:26657")],
        Rest = new Uri("http://localhost:1317"),
        GasPriceFloor = GasPrice.Parse("10"),
        IsDevNet = true,
    };

    /// <summary>The chain id, which every signature covers: at most 50 letters, digits, dots, dashes and underscores. It is a part of the name of the journal's file.</summary>
    /// <exception cref="ArgumentException">It is not a chain id.</exception>
    public required string ChainId
    {
        get => _chainId;
        init => _chainId = IsChainId(value) ? value : throw new ArgumentException($"\"{SafeText.Value(value ?? "")}\" is not a chain id, such as allora-testnet-1", nameof(ChainId));
    }

    /// <summary>
    /// The endpoints for queries and transactions, the preferred one first; the others are used if that one fails or lags. 1 to 64. An endpoint is
    /// gRPC unless its address has another scheme: see <see cref="AlloraEndpoint.Address"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">None, or more than 64.</exception>
    public required IReadOnlyList<AlloraEndpoint> Endpoints
    {
        get => _endpoints;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            ArgumentOutOfRangeException.ThrowIfZero(value.Count, nameof(Endpoints));
            _endpoints = Copy(value, nameof(Endpoints));
        }
    }

    /// <summary>
    /// The CometBFT RPC endpoints that send events, from /websocket below each address; if one fails, the event stream moves to the next.
    /// At most 64. Default: none, and workers poll.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 64.</exception>
    public IReadOnlyList<AlloraEndpoint> EventEndpoints
    {
        get => _eventEndpoints;
        init => _eventEndpoints = Copy(value, nameof(EventEndpoints));
    }

    /// <summary>The REST endpoint that <see cref="OverRest"/> uses. Default: none.</summary>
    public Uri? Rest { get; init; }

    /// <summary>The faucet for test coins. Default: none.</summary>
    public Uri? Faucet { get; init; }

    /// <summary>The coin's smallest unit. Default: uallo.</summary>
    public string Denom { get; init; } = "uallo";

    /// <summary>The prefix of addresses. Default: allo.</summary>
    public string AddressPrefix { get; init; } = "allo";

    /// <summary>The lowest gas price to offer, whatever price the chain returns. Default: 0.</summary>
    public GasPrice GasPriceFloor { get; init; }

    /// <summary>Whether this is a chain for tests, whose coins have no value and whose keys may be public. Default: false.</summary>
    public bool IsDevNet { get; init; }

    /// <summary>The same network with queries and transactions over REST alone. Events still arrive over CometBFT RPC.</summary>
    /// <exception cref="InvalidOperationException">The network has no REST endpoint.</exception>
    public AlloraNetwork OverRest()
    {
        var rest = Rest ?? throw new InvalidOperationException($"The network {ChainId} has no REST endpoint: set {nameof(Rest)}.");
        return this with { Endpoints = [new AlloraEndpoint(rest).Over(AlloraTransport.Rest)] };
    }

    /// <summary>The same network with queries and transactions over its CometBFT RPC endpoints alone, for when nothing else can be reached.</summary>
    /// <exception cref="InvalidOperationException">The network has no CometBFT RPC endpoint.</exception>
    public AlloraNetwork OverRpc() => _eventEndpoints.Count == 0
        ? throw new InvalidOperationException($"The network {ChainId} has no CometBFT RPC endpoint: set {nameof(EventEndpoints)}.")
        : this with { Endpoints = [.. _eventEndpoints.Select(static rpc => rpc.Over(AlloraTransport.Rpc))] };

    /// <summary>The network of this name ("testnet", "mainnet", "local") or of this chain id.</summary>
    /// <param name="name">A name or a chain id, in any case of letters.</param>
    /// <exception cref="ArgumentException">There is no such network: create one with your own endpoints.</exception>
    public static AlloraNetwork FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.ToLowerInvariant() switch
        {
            "testnet" or "allora-testnet-1" => Testnet,
            "mainnet" or "allora-mainnet-1" => Mainnet,
            "local" or "localnet" or "devnet" => Local,
            _ => throw new ArgumentException(
                $"There is no network \"{SafeText.Value(name)}\": use testnet, mainnet or local, or your own endpoints.", nameof(name)),
        };
    }

    /// <summary>Compares the content, endpoint by endpoint.</summary>
    public bool Equals(AlloraNetwork? other) => ReferenceEquals(this, other)
        || (other is not null
            && ChainId == other.ChainId
            && Denom == other.Denom
            && AddressPrefix == other.AddressPrefix
            && GasPriceFloor == other.GasPriceFloor
            && IsDevNet == other.IsDevNet
            && Rest == other.Rest
            && Faucet == other.Faucet
            && Endpoints.SequenceEqual(other.Endpoints)
            && EventEndpoints.SequenceEqual(other.EventEndpoints));

    /// <summary>Whether a text can be a chain id.</summary>
    internal static bool IsChainId(string? text) => text is { Length: > 0 and <= MaxChainIdLength } && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ChainId, Denom, AddressPrefix, Endpoints.Count, EventEndpoints.Count);

    /// <summary>The chain id and the endpoints' hosts; the remaining parts of an address may contain keys.</summary>
    public override string ToString() => $"{ChainId} ({string.Join(", ", Endpoints)})";

    private static ReadOnlyCollection<AlloraEndpoint> Copy(IReadOnlyList<AlloraEndpoint> endpoints, string name)
    {
        ArgumentNullException.ThrowIfNull(endpoints, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(endpoints.Count, MaxEndpoints, name);
        return Array.AsReadOnly<AlloraEndpoint>([.. endpoints]);
    }
}
