using Allora.Sdk.DevNet.Engine;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Conformance;
using Allora.Sdk.DevNet.Tests.Support;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>Going back, going on elsewhere, and clocks that are not the wall's.</summary>
public sealed class SnapshotTests
{
    private static readonly DevNetOptions ByHand = new()
    {
        StepByHand = true,
        Genesis = DevNetGenesis.Default with { Time = DateTimeOffset.UnixEpoch.AddYears(50), StepPerBlock = TimeSpan.FromMinutes(1) },
    };

    private static readonly TestWallet Wallet = TestWallet.Default(0);

    [Fact]
    public async Task A_chain_goes_back_and_makes_the_same_blocks_again()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        await devnet.StepAsync(3);
        var snapshot = await devnet.TakeSnapshotAsync();
        var first = await client.IncludeAsync(devnet, Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        await devnet.StepAsync(4);
        var hash = Hash(devnet, 6);
        Assert.NotEqual(0UL, (await client.AccountAsync(Wallet.Address)).Sequence);

        await devnet.RestoreAsync(snapshot);
        Assert.Equal((4L, 0UL), (devnet.Height, (await client.AccountAsync(Wallet.Address)).Sequence));
        var gone = await Assert.ThrowsAsync<RpcException>(async () => await client.Tx.GetTxAsync(new Protos.Cosmos.Tx.V1Beta1.GetTxRequest { Hash = first.Txhash }));
        Assert.Equal(StatusCode.NotFound, gone.StatusCode);
        var again = await client.IncludeAsync(devnet, Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        Assert.Equal((first.Txhash, first.Height), (again.Txhash, again.Height));
        await devnet.StepAsync(4);
        Assert.Equal(hash, Hash(devnet, 6));
    }

    [Fact]
    public async Task Another_devnet_goes_on_from_a_snapshot()
    {
        DevNetSnapshot snapshot;
        await using (var devnet = await AlloraDevNet.StartAsync(ByHand))
        {
            using var client = new TestClient(devnet.Grpc);
            await client.IncludeAsync(devnet, Wallet, new TxPlan(Stage.SelfSend(Wallet)));
            snapshot = await devnet.TakeSnapshotAsync();
        }

        await using var next = await AlloraDevNet.StartAsync(snapshot, ByHand with { Nodes = 2 });
        using var other = new TestClient(next.Nodes[1].Grpc);
        Assert.Equal((3L, 1UL), (next.Height, (await other.AccountAsync(Wallet.Address)).Sequence));
        Assert.Equal(snapshot.Time + TimeSpan.FromMinutes(1), next.Nodes[1].Node.GetBlock(3)!.Time);
        Assert.Equal(0u, (await other.IncludeAsync(next, Wallet, new TxPlan(Stage.SelfSend(Wallet)))).Code);
    }

    [Fact]
    public async Task A_snapshot_of_another_chain_is_refused()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        await using var other = await AlloraDevNet.StartAsync(ByHand with { Genesis = DevNetGenesis.Default with { ChainId = "other" } });
        var snapshot = await devnet.TakeSnapshotAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => other.RestoreAsync(snapshot));
        await Assert.ThrowsAsync<ArgumentException>(() => AlloraDevNet.StartAsync(snapshot, ByHand with { Genesis = DevNetGenesis.Default with { ChainId = "other" } }));
    }

    [Fact]
    public async Task A_seed_decides_the_hashes()
    {
        List<string> hashes = [];
        foreach (var seed in (int[])[1, 1, 2])
        {
            await using var devnet = await AlloraDevNet.StartAsync(ByHand with { Genesis = ByHand.Genesis with { Seed = seed } });
            await devnet.StepAsync(2);
            hashes.Add(Hash(devnet, 3));
        }

        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }

    [Fact]
    public async Task A_scaled_clock_lets_hours_pass_in_a_moment()
    {
        var genesis = ByHand.Genesis with { BlockInterval = TimeSpan.FromMilliseconds(10), StepPerBlock = TimeSpan.FromHours(1) };
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = genesis });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (devnet.Height < 25)
            await Task.Delay(10, patience.Token);
        Assert.Equal(genesis.Time!.Value.AddHours(24), devnet.Nodes[0].Node.GetBlock(25)!.Time);
    }

    [Fact]
    public async Task Blocks_and_transactions_beyond_the_history_are_pruned_and_refused_in_words()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand with { BlockHistoryLength = 100, TransactionHistoryLength = 2, StampHistoryLength = 2 });
        using var client = new TestClient(devnet.Grpc);
        var first = await client.IncludeAsync(devnet, Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        await client.IncludeAsync(devnet, Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        await client.IncludeAsync(devnet, Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        var gone = await Assert.ThrowsAsync<RpcException>(async () => await client.Tx.GetTxAsync(new Protos.Cosmos.Tx.V1Beta1.GetTxRequest { Hash = first.Txhash }));
        Assert.Equal(StatusCode.NotFound, gone.StatusCode);
        Assert.Equal((2, 2), (devnet.Transactions().Count, devnet.Stamps.Count));
        var service = new Protos.Cosmos.Base.Tendermint.V1Beta1.Service.ServiceClient(client.Invoker);
        var pruned = Assert.Throws<RpcException>(() => service.GetBlockByHeight(new Protos.Cosmos.Base.Tendermint.V1Beta1.GetBlockByHeightRequest { Height = 2 }));
        Assert.Equal("height 2 is not available, lowest height is 3", pruned.Status.Detail);
        using var http = new HttpClient();
        Assert.Contains("\"earliest_block_height\":\"3\"", await http.GetStringAsync(new Uri(devnet.Rpc, "status")), StringComparison.Ordinal);
    }

    private static string Hash(AlloraDevNet devnet, long height) => devnet.Nodes[0].Node.GetBlock(height)!.BlockId.Hash.ToBase64();
}
