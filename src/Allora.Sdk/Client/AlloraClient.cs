using System.Diagnostics;
using Allora.Sdk.Base;
using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Events;
using Allora.Sdk.Chain.Queries;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Events;
using Allora.Sdk.Events.Socket;
using Allora.Sdk.Values;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk;

/// <summary>
/// The client of a chain: queries, simulation, broadcast. One HTTP/2 channel for each endpoint; thread-safe. Create one
/// client for each network and reuse it. Failures are <see cref="AlloraException"/>, cancellation is <see cref="OperationCanceledException"/>.
/// </summary>
[DebuggerDisplay("{Network,nq}")]
public sealed partial class AlloraClient : IAlloraQueries, IAsyncDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly AlloraClientOptions _options;
    private readonly EndpointPool _pool;
    private readonly ChainCalls _calls;
    private readonly RpcNodes _rpc;
    private int _disposed;

    /// <summary>Creates a client. It connects with the first request.</summary>
    /// <param name="network">The chain and its endpoints.</param>
    /// <param name="options">Time limits, clock, logs; the defaults if omitted.</param>
    public AlloraClient(AlloraNetwork network, AlloraClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        options = options?.Copy() ?? new AlloraClientOptions();
        options.Validate();
        if (!network.Endpoints.All(static endpoint => endpoint.IsUsable))
        {
            throw new ArgumentException(
                "The network's gRPC endpoint must start with https:// (TLS) or http:// (without), or with rest+https://, rest+http://, "
                + "rpc+https:// or rpc+http:// for another protocol.",
                nameof(network));
        }

        (Network, _options) = (network, options);
        Time = options.TimeProvider;
        HasPoller = !options.WithoutPoller;
        Pace = new BlockPace(options.TimeProvider);
        _pool = new EndpointPool(network.Endpoints, options, OnReconnected, () => Pace.Interval);
        Chains = new EndpointChains(_pool, network.ChainId, options);
        Invoker = new DeadlineInvoker(new PoolInvoker(_pool), options.RequestTimeout);
        _calls = new ChainCalls(_pool, options);
        _rpc = new RpcNodes(network.EventEndpoints, options);
        BlockSearch = new BlockSearch(_calls, _rpc);
        Blocks = new ChainEventStream(
            network.EventEndpoints,
            options.Events,
            options.TimeProvider,
            options.LoggerFactory,
            new ChainView(QueryHeightAsync, () => _pool.BestHeight, options.DetectionDeadline, options.LagTolerance, Pace, network.ChainId));
        Loggers = options.LoggerFactory;
        Schemas = new SchemaFinder(_calls, options.LoggerFactory.CreateLogger<AlloraClient>(), _lifetime.Token);
    }

    /// <summary>The chain and its endpoints.</summary>
    public AlloraNetwork Network { get; }

    /// <summary>The clock that everything built on this client shares.</summary>
    public TimeProvider Time { get; }

    /// <summary>The chain's blocks as they happen, with their events, over one socket for all listeners, which is open while there are any.</summary>
    public ChainEventStream Blocks { get; }

    /// <summary>
    /// For generated clients of any service (Allora.Sdk.Protos): <c>new Query.QueryClient(client.Invoker)</c>. Calls without a deadline
    /// get the client's time limit; failures are gRPC's own RpcException.
    /// </summary>
    public CallInvoker Invoker { get; }

    /// <summary>The endpoints and their health.</summary>
    internal EndpointPool Endpoints => _pool;

    /// <summary>Finds transactions in blocks, for nodes without an index.</summary>
    internal BlockSearch BlockSearch { get; }

    /// <summary>The chains that the endpoints serve.</summary>
    internal EndpointChains Chains { get; }

    /// <summary>The version of the emissions module that the chain uses.</summary>
    internal SchemaFinder Schemas { get; }

    internal bool HasPoller { get; }

    internal ILoggerFactory Loggers { get; }

    /// <summary>The longest time until a silent node is detected.</summary>
    internal TimeSpan DetectionDeadline => _options.DetectionDeadline;

    /// <summary>State of upper layers that lives as long as this client.</summary>
    internal Attachments Attachments { get; } = new();

    /// <summary>The chain's block interval, measured from events and replies.</summary>
    internal BlockPace Pace { get; }

    /// <summary>Gets the chain id that the node reports (GetNodeInfo): check it before signing anything.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">No node could be reached, or none answered in time.</exception>
    public Task<string> GetChainIdAsync(CancellationToken cancellationToken = default) =>
        NodeQueries.GetChainIdAsync(_calls, cancellationToken);

    /// <summary>Gets an account's number and sequence as of the latest block (AccountInfo); null if it never received anything.</summary>
    /// <param name="address">The account, in bech32.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">No node could be reached, or none answered in time.</exception>
    public Task<AccountState?> GetAccountAsync(string address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return NodeQueries.GetAccountAsync(_calls, address, cancellationToken);
    }

    /// <summary>Gets an account's balance in the network's coin (uallo, Balance); 0 if it never received anything.</summary>
    /// <param name="address">The account, in bech32.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">No node could be reached, or none answered in time.</exception>
    public Task<UAllo> GetBalanceAsync(string address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return NodeQueries.GetBalanceAsync(_calls, address, Network.Denom, cancellationToken);
    }

    /// <summary>
    /// Gets the least gas price that the node accepts now, as reported: <see cref="AlloraNetwork.GasPriceFloor"/> is not applied.
    /// </summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">No node could be reached, or none answered in time.</exception>
    public Task<GasPrice> GetGasPriceAsync(CancellationToken cancellationToken = default) =>
        GasPriceQuery.QueryAsync(_calls, Network.Denom, cancellationToken);

    /// <summary>A block's height and time.</summary>
    /// <param name="height">The height; null for the latest.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ArgumentOutOfRangeException">The height is 0 or negative.</exception>
    /// <exception cref="AlloraException">There is no such block, or no node answered.</exception>
    public Task<BlockHeader> GetBlockHeaderAsync(long? height = null, CancellationToken cancellationToken = default)
    {
        if (height is { } one)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(one, nameof(height));
        return NodeQueries.GetBlockHeaderAsync(_calls, height ?? 0, cancellationToken);
    }

    /// <summary>The header of a block that an event has reported: a node that does not have the block yet is queried again within milliseconds.</summary>
    internal Task<BlockHeader> GetReportedBlockHeaderAsync(long height, CancellationToken cancellationToken) =>
        NodeQueries.GetReportedBlockHeaderAsync(_calls, height, cancellationToken);

    private void OnReconnected()
    {
        Schemas?.Recheck();
        Chains?.Recheck();
    }

    private async Task<long> QueryHeightAsync(CancellationToken cancellationToken) =>
        (await NodeQueries.GetBlockHeaderAsync(_calls, 0, cancellationToken).ConfigureAwait(false)).Height;

    /// <summary>Closes the connections: calls in progress fail, and listeners' streams end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _lifetime.CancelAsync().ConfigureAwait(false);
        await Blocks.DisposeAsync().ConfigureAwait(false);
        Attachments.Dispose();
        _rpc.Dispose();
        await Chains.DisposeAsync().ConfigureAwait(false);
        await _pool.DisposeAsync().ConfigureAwait(false);
        await Schemas.DisposeAsync().ConfigureAwait(false);
        _lifetime.Dispose();
    }
}
