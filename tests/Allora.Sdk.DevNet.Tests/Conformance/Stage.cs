using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Values;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>A DevNet in the situation that a capture file began in.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const decimal FeeOfSelfSend = 3_000_000;

    private Stage(AlloraDevNet devnet, TestClient client)
    {
        DevNet = devnet;
        Client = client;
    }

    public AlloraDevNet DevNet { get; }

    public TestClient Client { get; }

    /// <summary>Starts the chain at its first block; each actor has signed once when this returns, so its next sequence is as given.</summary>
    public static Task<Stage> StartAsync(Cast cast, params ulong[] sequences) => StartAsync(cast, new DevNetGenesis { Topics = Topics(cast) }, sequences);

    /// <summary>As the other, with actors that have more coins, or fewer.</summary>
    public static Task<Stage> StartAsync(Cast cast, ulong[] sequences, long more) => StartAsync(cast, new DevNetGenesis { Topics = Topics(cast) }, sequences, more);

    /// <inheritdoc cref="StartAsync(Cast, ulong[])"/>
    public static async Task<Stage> StartAsync(Cast cast, DevNetGenesis situation, ulong[] sequences, long more = 0)
    {
        var shift = cast.HeightShift;
        var genesis = situation with { ChainId = cast.ChainId, InitialHeight = shift + 1, Seed = (int)shift + 1, Accounts = Accounts(cast, sequences, more) };
        var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = genesis, StepByHand = true });
        var stage = new Stage(devnet, new TestClient(devnet.Grpc));
        for (var i = 0; i < sequences.Length; i++)
        {
            // Signing once makes the key known to the chain, as it was on the captured one.
            if (sequences[i] > 0)
                await stage.BroadcastAsync(cast, i, sequences[i] - 1, SelfSend(cast.Wallets[i]));
        }

        await devnet.StepAsync();
        return stage;
    }

    public static MsgSend SelfSend(TestWallet wallet)
    {
        var send = new MsgSend { FromAddress = wallet.Address, ToAddress = wallet.Address };
        send.Amount.Add(new Protos.Cosmos.Base.V1Beta1.Coin { Denom = "uallo", Amount = "1" });
        return send;
    }

    public Task BroadcastAsync(Cast cast, int actor, ulong sequence, params IMessage[] messages) => BroadcastAsync(cast, actor, new TxPlan(messages) { Sequence = sequence });

    public async Task BroadcastAsync(Cast cast, int actor, TxPlan plan)
    {
        var bytes = cast.Wallets[actor].Transaction(plan with
        {
            ChainId = cast.ChainId,
            AccountNumber = cast.Number(actor),
        });
        var sent = await Client.Tx.BroadcastTxAsync(new Protos.Cosmos.Tx.V1Beta1.BroadcastTxRequest
        {
            TxBytes = ByteString.CopyFrom(bytes),
            Mode = Protos.Cosmos.Tx.V1Beta1.BroadcastMode.Sync,
        });
        Assert.Equal((0u, ""), (sent.TxResponse.Code, sent.TxResponse.RawLog));
    }

    public async Task StepToAsync(long height)
    {
        if (height > DevNet.Height)
            await DevNet.StepAsync((int)(height - DevNet.Height));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await DevNet.DisposeAsync();
    }

    private static List<GenesisAccount> Accounts(Cast cast, ulong[] sequences, long more) =>
    [
        .. sequences.Select((sequence, i) => new GenesisAccount
        {
            Name = $"actor {i}",
            Address = cast.Wallets[i].Address,
            AccountNumber = cast.Number(i),
            Sequence = sequence == 0 ? 0 : sequence - 1,
            Uallo = UAllo.Parse((996_999_999_999_999_765_774_400m + more + cast.HeightShift + (sequence == 0 ? 0 : FeeOfSelfSend)).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Whitelisted = i < 2,
        }),
    ];

    private static List<GenesisTopic> Topics(Cast cast) =>
    [
        Topic(cast, 1, 54) with { Multi = true, Labels = ["up", "down", "flat"], RequireUnity = true, UnityTolerance = "0.001", Metadata = "BTC/USD direction" },
        Topic(cast, 2, 71),
        Topic(cast, 3, 75) with { WorkerWhitelist = [cast.Wallets[0].Address] },
    ];

    private static GenesisTopic Topic(Cast cast, ulong id, long firstWindow) => new()
    {
        Id = cast.Topic(id),
        Metadata = "BTC/USD 7 day log return",
        Creator = cast.Wallets[0].Address,
        EpochLength = 20,
        GroundTruthLag = 20,
        WorkerSubmissionWindow = 10,
        FirstWindow = cast.Height(firstWindow),
        Funds = UAllo.Parse("1000000000000000075400"),
        Stake = new Dictionary<string, UAllo> { [cast.Wallets[1].Address] = UAllo.FromAllo("1000") },
        Workers = [cast.Wallets[0].Address],
    };
}
