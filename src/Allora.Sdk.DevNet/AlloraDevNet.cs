using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Engine;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Genesis;
using Allora.Sdk.DevNet.Hosting;
using Allora.Sdk.DevNet.Journal;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet;

/// <summary>A chain in a box on loopback sockets: gRPC, CometBFT RPC and REST. Dispose it to end it.</summary>
public sealed partial class AlloraDevNet : IAsyncDisposable
{
    /// <summary>The mnemonic of the default accounts, which are funded. It is public knowledge: never use it on a real network.</summary>
    public const string TestMnemonic = DevNetGenesis.TestMnemonic;

    private readonly List<DevNetNode> _nodes = [];
    private readonly ChainEngine _engine;
    private readonly BlockLoop _loop;
    private readonly NodeReplacement _replacement;
    private readonly Stamps _stamps;

    private AlloraDevNet(ChainEngine engine, DevNetOptions options, Stamps stamps, ChainJournal journal, IReadOnlyList<DevNetAccount> accounts)
    {
        Journal = journal;
        _engine = engine;
        _stamps = stamps;
        Accounts = accounts;
        _replacement = new NodeReplacement(engine, _nodes, options, Tell);
        _loop = new BlockLoop(engine, options);
    }

    /// <summary>The nodes that share the chain.</summary>
    public IReadOnlyList<DevNetNode> Nodes => _nodes;

    /// <summary>The first node's gRPC address (h2c).</summary>
    public Uri Grpc => _nodes[0].Grpc;

    /// <summary>The first node's CometBFT RPC address; events are at /websocket.</summary>
    public Uri Rpc => _nodes[0].Rpc;

    /// <summary>The first node's REST address.</summary>
    public Uri Rest => _nodes[0].Rest;

    /// <summary>The chain as a client's network, through the first node.</summary>
    public AlloraNetwork Network => NetworkOf(_nodes[0]);

    /// <summary>The first node's faults.</summary>
    public DevNetFaults Faults => _nodes[0].Faults;

    /// <summary>The first node's lies.</summary>
    public DevNetLies Lies => _nodes[0].Lies;

    /// <summary>The chain's id.</summary>
    public string ChainId => _engine.Committed.ChainId;

    /// <summary>The accounts of the genesis, in its order.</summary>
    public IReadOnlyList<DevNetAccount> Accounts { get; }

    /// <summary>The height of the newest block.</summary>
    public long Height => _engine.Committed.Height;

    internal ChainJournal Journal { get; }

    internal ChainEngine Engine => _engine;

    /// <summary>When window frames were sent and broadcasts received, oldest first.</summary>
    public IReadOnlyList<DevNetStamp> Stamps => _stamps.All;

    /// <summary>Starts a chain and its nodes; they listen, and the first block is made, when this returns.</summary>
    public static Task<AlloraDevNet> StartAsync(DevNetOptions? options = null, CancellationToken cancellationToken = default) =>
        StartFromAsync(null, options ?? new DevNetOptions(), cancellationToken);

    /// <summary>
    /// Starts a chain that continues from a snapshot instead of its genesis; the genesis still gives the chain's id, its accounts' names,
    /// its clock and its block interval. Throws <see cref="ArgumentException"/> for another chain's snapshot.
    /// </summary>
    public static Task<AlloraDevNet> StartAsync(DevNetSnapshot snapshot, DevNetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return StartFromAsync(snapshot, options ?? new DevNetOptions(), cancellationToken);
    }

    // A validator's power is its stake in whole ALLO.
    private static readonly System.Numerics.BigInteger PowerReduction = System.Numerics.BigInteger.Pow(10, 18);

    private static async Task<AlloraDevNet> StartFromAsync(DevNetSnapshot? snapshot, DevNetOptions options, CancellationToken cancellationToken)
    {
        var genesis = options.Genesis;
        var validator = new ValidatorKey(genesis.ChainId, genesis.Seed);
        var (state, accounts) = GenesisBuilder.Build(genesis, validator, options.TimeProvider.GetUtcNow());
        var identity = new NodeIdentity
        {
            NodeId = "",
            Moniker = "devnet",
            ListenAddress = "tcp://127.0.0.1:26656",
            RpcAddress = "",
            ValidatorAddress = validator.Address,
            ValidatorPublicKey = validator.PublicKey,
            VotingPower = Math.Max(1, (long)System.Numerics.BigInteger.Min(genesis.ValidatorStake.Value / PowerReduction, long.MaxValue)),
        };
        var proposer = ChainAddress.FromBytes(validator.Address);
        var builder = new BlockBuilder(genesis.ChainId, validator, identity.VotingPower);
        if (snapshot is not null)
            state = snapshot.Of(genesis.ChainId).State;
        var engine = new ChainEngine(state, options, builder, SchemaFactory.Create(genesis, proposer, options.Logger()), proposer, snapshot?.Block);
        var stamps = new Stamps(options.TimeProvider, () => engine.Committed.Height, options.StampHistoryLength);
        // Nobody can ask a chain without a block anything.
        engine.Step();
        var journal = new ChainJournal(options.TimeProvider, () => engine.Committed.Height);
        var devnet = new AlloraDevNet(engine, options, stamps, journal, accounts);
        try
        {
            for (var i = 0; i < Math.Max(1, options.Nodes); i++)
                devnet._nodes.Add(await DevNetNode.StartAsync(engine, identity, options, stamps, journal, i, cancellationToken).ConfigureAwait(false));
            return devnet;
        }
        catch
        {
            await devnet.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The chain as a client's network, through one of the nodes.</summary>
    public AlloraNetwork NetworkOf(DevNetNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return new AlloraNetwork
        {
            ChainId = ChainId,
            Endpoints = [new AlloraEndpoint(node.Grpc)],
            EventEndpoints = [new AlloraEndpoint(node.Rpc)],
            Rest = node.Rest,
            GasPriceFloor = GasPrice.Parse(_engine.Committed.Feemarket.MinimumPrice.ToString()),
            IsDevNet = true,
        };
    }

    /// <summary>Makes the next block now, and gives its height. Without <see cref="DevNetOptions.StepByHand"/> it comes besides the timer's blocks.</summary>
    public async Task<long> StepAsync(int blocks = 1, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < blocks; i++)
            await _loop.StepAsync(cancellationToken).ConfigureAwait(false);
        return Height;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync().ConfigureAwait(false);
        await _replacement.DisposeAsync().ConfigureAwait(false);
        foreach (var node in _nodes)
            await node.DisposeAsync().ConfigureAwait(false);
    }
}
