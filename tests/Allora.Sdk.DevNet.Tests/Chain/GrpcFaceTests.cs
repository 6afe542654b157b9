using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Conformance;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Values;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>What gRPC tools meet besides the captured calls.</summary>
public sealed class GrpcFaceTests
{
    [Fact]
    public async Task Reflection_lists_what_the_schema_serves()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true });
        using var client = new TestClient(devnet.Grpc);
        using var stream = new ServerReflection.ServerReflectionClient(client.Invoker).ServerReflectionInfo();
        await stream.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        var services = stream.ResponseStream.Current.ListServicesResponse.Service.Select(static service => service.Name).ToList();
        Assert.Contains("emissions.v10.QueryService", services);
        Assert.DoesNotContain("emissions.v9.QueryService", services);
        await stream.RequestStream.WriteAsync(new ServerReflectionRequest { FileContainingSymbol = "emissions.v10.QueryService" });
        Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.NotEmpty(stream.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto);
        await stream.RequestStream.CompleteAsync();
        Assert.False(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Old_states_answer_for_as_long_as_they_are_kept()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, HistoryLength = 3 });
        using var client = new TestClient(devnet.Grpc);
        var wallet = TestWallet.Default(0);
        await client.IncludeAsync(devnet, wallet, new TxPlan(Stage.SelfSend(wallet)));
        await devnet.StepAsync();
        Assert.Equal("1000000000000000000000000", Balance(client, wallet, devnet.Height - 2));
        Assert.NotEqual("1000000000000000000000000", Balance(client, wallet, devnet.Height));
        await devnet.StepAsync(2);
        var gone = Assert.Throws<RpcException>(() => Balance(client, wallet, 1));
        Assert.Contains("codespace sdk code 38", gone.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stamps_tell_when_a_broadcast_came()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true });
        using var client = new TestClient(devnet.Grpc);
        var wallet = TestWallet.Default(0);
        var sent = await client.SendAsync(wallet, new TxPlan(Stage.SelfSend(wallet)));
        var stamp = Assert.Single(devnet.Stamps, static stamp => stamp.Kind == "broadcast");
        Assert.Equal((sent.Txhash, 0u, devnet.Height), (stamp.Hash, stamp.Code, stamp.Height));
    }

    [Fact]
    public async Task A_full_mempool_and_a_large_transaction_are_refused_with_their_codes()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, MempoolSize = 1, MaxTransactionBytes = 1000 });
        using var client = new TestClient(devnet.Grpc);
        var (one, other) = (TestWallet.Default(0), TestWallet.Default(1));
        var many = await client.SendAsync(one, new TxPlan([.. Enumerable.Repeat(Stage.SelfSend(one), 20)]));
        Assert.Equal(("sdk", 21u), (many.Codespace, many.Code));
        Assert.Equal(0u, (await client.SendAsync(one, new TxPlan(Stage.SelfSend(one)))).Code);
        var full = await client.SendAsync(other, new TxPlan(Stage.SelfSend(other)));
        Assert.Equal(("sdk", 20u), (full.Codespace, full.Code));
        await devnet.StepAsync();
        Assert.Equal(0u, (await client.SendAsync(other, new TxPlan(Stage.SelfSend(other)))).Code);
    }

    [Fact]
    public async Task Without_feemarket_the_node_has_a_minimum_and_no_such_service()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = DevNetGenesis.Default with { Feemarket = false, GasPrice = GasPrice.Parse("20") } });
        using var client = new TestClient(devnet.Grpc);
        var wallet = TestWallet.Default(0);
        var refused = await client.SendAsync(wallet, new TxPlan(Stage.SelfSend(wallet)));
        Assert.Equal(
            ("sdk", 13u, "insufficient fees; got: 3000000uallo required: 6000000uallo: insufficient fee"),
            (refused.Codespace, refused.Code, refused.RawLog));
        var price = new Protos.Cosmos.Base.Node.V1Beta1.Service.ServiceClient(client.Invoker).Config(new Protos.Cosmos.Base.Node.V1Beta1.ConfigRequest());
        Assert.Equal("20.000000000000000000uallo", price.MinimumGasPrice);
        var missing = Assert.Throws<RpcException>(() => new Protos.Feemarket.V1.Query.QueryClient(client.Invoker).GasPrices(new Protos.Feemarket.V1.GasPricesRequest()));
        Assert.Equal("unknown service feemarket.feemarket.v1.Query", missing.Status.Detail);
    }

    private static string Balance(TestClient client, TestWallet wallet, long height) => new Query.QueryClient(client.Invoker).Balance(
        new QueryBalanceRequest { Address = wallet.Address, Denom = "uallo" },
        new global::Grpc.Core.Metadata { { "x-cosmos-block-height", height.ToString(System.Globalization.CultureInfo.InvariantCulture) } }).Balance.Amount;
}
