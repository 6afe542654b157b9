using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Tests.Conformance;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Feemarket.V1;
using Allora.Sdk.Values;
using Google.Protobuf;
using Grpc.Core;
using Service = Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1.Service;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>What a test can do to the chain and its nodes.</summary>
public sealed class ChainControlTests
{
    private static readonly DevNetOptions ByHand = new() { StepByHand = true };
    private static readonly TestWallet Wallet = TestWallet.Default(0);

    [Fact]
    public async Task A_held_transaction_waits_its_blocks_and_a_timeout_drops_it_unpaid()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        devnet.HoldTransactions(3);
        var sent = await client.SendAsync(Wallet, new TxPlan(Stage.SelfSend(Wallet)) { TimeoutHeight = (ulong)devnet.Height + 2 });
        var balance = devnet.Balance(Wallet.Address);
        await devnet.StepAsync(2);
        Assert.Equal(1, devnet.PendingTransactions);
        await devnet.StepAsync(2);
        Assert.Equal(0, devnet.PendingTransactions);
        Assert.DoesNotContain(devnet.Transactions(), tx => tx.Hash == sent.Txhash);
        Assert.Equal(balance, devnet.Balance(Wallet.Address));
        var late = await client.SendAsync(Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        await devnet.StepAsync(4);
        Assert.Equal(devnet.Height, Assert.Single(devnet.Transactions(), tx => tx.Hash == late.Txhash).Height);
    }

    [Fact]
    public async Task A_vanished_transaction_is_known_to_nobody_and_its_sequence_is_free_again()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        devnet.VanishTransactions(1);
        var gone = await client.SendAsync(Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        Assert.Equal(0u, gone.Code);
        await devnet.StepAsync();
        Assert.Empty(devnet.Transactions());
        var next = await client.IncludeAsync(devnet, Wallet, new TxPlan(Stage.SelfSend(Wallet)) { Memo = "other bytes" });
        Assert.Equal(0u, next.Code);
    }

    [Fact]
    public async Task Running_out_of_gas_in_the_block_burns_the_fee_and_the_sequence()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        devnet.RunOutOfGas(1);
        var before = devnet.Balance(Wallet.Address);
        var failed = await client.IncludeAsync(devnet, Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        Assert.Equal(("sdk", 11u), (failed.Codespace, failed.Code));
        Assert.Equal(before - UAllo.Parse("3000000"), devnet.Balance(Wallet.Address));
        Assert.Equal(1UL, (await client.AccountAsync(Wallet.Address)).Sequence);
    }

    [Fact]
    public async Task A_halted_chain_makes_no_block_and_goes_on_after()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        var height = devnet.Height;
        devnet.IsHalted = true;
        Assert.Equal(height, await devnet.StepAsync(5));
        devnet.IsHalted = false;
        Assert.Equal(height + 1, await devnet.StepAsync());
    }

    [Fact]
    public async Task The_gas_price_jumps_and_refuses_what_was_enough_before()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        devnet.SetGasPrice(GasPrice.Parse("25.5"));
        var price = new Query.QueryClient(client.Invoker).GasPrice(new GasPriceRequest { Denom = "uallo" });
        Assert.Equal("25500000000000000000", price.Price.Amount);
        var refused = await client.SendAsync(Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        Assert.Equal(("sdk", 13u), (refused.Codespace, refused.Code));
        Assert.Contains("required: 7650000uallo", refused.RawLog, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.125", 30_000_000, "11.250000000000000000")]
    [InlineData("0.125", 15_000_000, "10.000000000000000000")]
    [InlineData("0.125", 0, "10.000000000000000000")]
    [InlineData("0", 30_000_000, "10.000000000000000000")]
    public void A_price_follows_the_load_and_stays_above_the_minimum(string rate, long gas, string price)
    {
        var market = new FeemarketState
        {
            Enabled = true,
            BasePrice = LegacyDec.Parse("10"),
            MinimumPrice = LegacyDec.Parse("10"),
            LearningRate = LegacyDec.Parse(rate),
        };
        Assert.Equal(price, market.After(gas).BasePrice.ToString());
    }

    [Fact]
    public async Task A_node_that_lags_shows_old_heights_and_catches_up_in_order()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand with { Nodes = 2 });
        using var fresh = new TestClient(devnet.Nodes[0].Grpc);
        using var slow = new TestClient(devnet.Nodes[1].Grpc);
        await devnet.StepAsync(5);
        devnet.Nodes[1].Lag = 3;
        await devnet.StepAsync(5);
        Assert.Equal(devnet.Height, Latest(fresh));
        Assert.Equal(devnet.Height - 3, Latest(slow));
        var sent = await slow.SendAsync(Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        await devnet.StepAsync();
        Assert.Equal(devnet.Height, (await fresh.Tx.GetTxAsync(new GetTxRequest { Hash = sent.Txhash })).TxResponse.Height);
        var hidden = await Assert.ThrowsAsync<RpcException>(async () => await slow.Tx.GetTxAsync(new GetTxRequest { Hash = sent.Txhash }));
        Assert.Equal(StatusCode.NotFound, hidden.StatusCode);
        List<long> seen = [];
        using var watching = devnet.Nodes[1].Node.OnBlock(block => seen.Add(block.Height));
        devnet.Nodes[1].Lag = 0;
        Assert.Equal([devnet.Height - 2, devnet.Height - 1, devnet.Height], seen);
    }

    [Fact]
    public async Task A_node_restarts_on_its_addresses_with_or_without_its_mempool()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        var address = devnet.Grpc;
        using var client = new TestClient(address);
        var sent = await client.SendAsync(Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        await devnet.RestartAsync(devnet.Nodes[0], loseMempool: true);
        Assert.Equal((address, 0), (devnet.Grpc, devnet.PendingTransactions));
        using var again = new TestClient(address);
        var resent = await again.SendAsync(Wallet, new TxPlan(Stage.SelfSend(Wallet)));
        Assert.Equal((0u, sent.Txhash), (resent.Code, resent.Txhash));
        await devnet.RestartAsync(devnet.Nodes[0]);
        Assert.Equal(1, devnet.PendingTransactions);
    }

    [Fact]
    public async Task The_same_genesis_and_transactions_make_the_same_hashes()
    {
        var clock = DevNetGenesis.Default with { Time = DateTimeOffset.UnixEpoch.AddYears(55), StepPerBlock = TimeSpan.FromHours(1) };
        List<string> hashes = [];
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var devnet = await AlloraDevNet.StartAsync(ByHand with { Genesis = clock });
            using var client = new TestClient(devnet.Grpc);
            await client.SendAsync(Wallet, new TxPlan(Stage.SelfSend(Wallet)));
            await devnet.StepAsync(3);
            var block = devnet.Nodes[0].Node.GetBlock(devnet.Height)!;
            Assert.Equal(clock.Time.Value.AddHours(3), block.Time);
            hashes.Add(block.BlockId.ToByteString().ToBase64());
        }

        Assert.Equal(hashes[0], hashes[1]);
    }

    private static long Latest(TestClient client) => new Service.ServiceClient(client.Invoker)
        .GetLatestBlock(new Protos.Cosmos.Base.Tendermint.V1Beta1.GetLatestBlockRequest()).Block.Header.Height;
}
