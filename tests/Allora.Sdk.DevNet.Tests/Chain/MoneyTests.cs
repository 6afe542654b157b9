using System.Numerics;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Conformance;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>Where coins go: none appears and none is lost, and an epoch pays.</summary>
public sealed class MoneyTests
{
    private static readonly TestWallet Reputer = TestWallet.Default(0);
    private static readonly TestWallet Worker = TestWallet.Default(1);

    [Fact]
    public async Task An_epoch_pays_its_worker_and_stakes_for_its_reputer_and_no_coin_is_made_or_lost()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Genesis = DevNetGenesis.Default with
            {
                Topics = [new GenesisTopic { Id = 5, EpochLength = 4, WorkerSubmissionWindow = 2, GroundTruthLag = 4, FirstWindow = 2, Workers = [Worker.Address] }],
            },
        });
        using var client = new TestClient(devnet.Grpc);
        var supply = Supply(devnet);
        var stake = Stake(client);
        await devnet.StepAsync();
        await IncludeAsync(client, devnet, Worker, Payloads.Scalar(Worker, 5, 2, "0.5"));
        await devnet.StepAsync(3);
        Assert.Equal(6, devnet.Height);
        var worker = devnet.Balance(Worker.Address);
        await IncludeAsync(client, devnet, Reputer, LossPayloads.Of(Reputer, Worker.Address, 5, 2, "-2"));
        await devnet.StepAsync(4);
        Assert.True(devnet.Balance(Worker.Address) > worker, "the worker was paid");
        Assert.True(Stake(client) > stake, "the reputer's stake grew");
        Assert.Equal(supply, Supply(devnet));
    }

    [Fact]
    public async Task Fields_that_no_message_has_are_refused()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true });
        using var client = new TestClient(devnet.Grpc);
        var raw = TxRaw.Parser.ParseFrom(Worker.Transaction(new TxPlan(Stage.SelfSend(Worker)) { AccountNumber = 1 }));
        raw.AuthInfoBytes = ByteString.CopyFrom([.. raw.AuthInfoBytes, 0x98, 0x06, 0x01]);
        var refused = await client.Tx.BroadcastTxAsync(new BroadcastTxRequest { TxBytes = raw.ToByteString(), Mode = BroadcastMode.Sync });
        Assert.Equal(("sdk", 2u), (refused.TxResponse.Codespace, refused.TxResponse.Code));
        Assert.Equal("errUnknownField \"/cosmos.tx.v1beta1.AuthInfo\": {TagNum: 99, WireType:\"varint\"}: tx parse error", refused.TxResponse.RawLog);
    }

    private static async Task IncludeAsync(TestClient client, AlloraDevNet devnet, TestWallet wallet, IMessage message)
    {
        var included = await client.IncludeAsync(devnet, wallet, new TxPlan(message));
        Assert.Equal((0u, ""), (included.Code, included.RawLog));
    }

    private static BigInteger Supply(AlloraDevNet devnet) => BigInteger.Parse(
        Protos.Cosmos.Bank.V1Beta1.QuerySupplyOfResponse.Parser.ParseFrom(devnet.Nodes[0].Node.Query(
            "/cosmos.bank.v1beta1.Query/SupplyOf",
            new Protos.Cosmos.Bank.V1Beta1.QuerySupplyOfRequest { Denom = "uallo" }.ToByteArray(),
            null).Value).Amount.Amount,
        System.Globalization.CultureInfo.InvariantCulture);

    private static BigInteger Stake(TestClient client) => BigInteger.Parse(
        new Protos.Emissions.V10.QueryService.QueryServiceClient(client.Invoker)
            .GetReputerStakeInTopic(new Protos.Emissions.V10.GetReputerStakeInTopicRequest { TopicId = 5, Address = Reputer.Address }).Amount,
        System.Globalization.CultureInfo.InvariantCulture);
}
