using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Google.Protobuf;
using Grpc.Core;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>v9, v10, and the block between them.</summary>
public sealed class UpgradeTests
{
    [Fact]
    public async Task A_v9_chain_takes_v9_payloads_and_speaks_in_plain_numbers()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Genesis = DevNetGenesis.Default with { Schema = DevNetSchema.V9 },
        });
        using var client = new TestClient(devnet.Grpc);
        var wallet = TestWallet.Default(1);
        var query = new V9.QueryService.QueryServiceClient(client.Invoker);
        var registered = await client.IncludeAsync(devnet, wallet, new TxPlan(new V9.RegisterRequest { Sender = wallet.Address, TopicId = 67, Owner = wallet.Address }));
        Assert.Equal("", registered.RawLog);
        Assert.Contains(registered.Events, static emitted => emitted.Type == "emissions.v9.EventWorkerRegistered");
        var nonce = query.GetWorkerSubmissionWindowStatus(new V9.GetWorkerSubmissionWindowStatusRequest { TopicId = 67, Address = wallet.Address }).CurrentNonceBlockHeight;
        Assert.NotEqual(0, nonce);
        var payload = V9.InsertWorkerPayloadRequest.Parser.ParseFrom(Payloads.Scalar(wallet, 67, nonce, "-0.5").ToByteString());
        var included = await client.IncludeAsync(devnet, wallet, new TxPlan(payload));
        Assert.Equal("", included.RawLog);
        var inserted = Assert.Single(included.Events, static emitted => emitted.Type == "emissions.v9.EventInsertInfererPayload");
        Assert.DoesNotContain(inserted.Attributes, static pair => pair.Key == "values");
        Assert.Contains(inserted.Attributes, static pair => (pair.Key, pair.Value) == ("value", "\"-0.5\""));
        await devnet.StepAsync(12);
        var network = query.GetLatestNetworkInferences(new V9.GetLatestNetworkInferencesRequest { TopicId = 67 });
        Assert.Equal(("-0.5", nonce), (network.NetworkInferences.CombinedValue, network.InferenceBlockHeight));
        var types = Enumerable.Range(1, (int)devnet.Height).SelectMany(height => devnet.Nodes[0].Node.GetBlock(height)!.BlockEvents).Select(static emitted => emitted.Type).ToHashSet();
        Assert.Contains("emissions.v9.EventNetworkInferences", types);
        Assert.DoesNotContain(types, static type => type.StartsWith("emissions.v10.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_upgrade_swaps_services_and_message_types_under_a_connected_client()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Genesis = DevNetGenesis.Default with { Schema = DevNetSchema.V9, UpgradeAtHeight = 5 },
        });
        using var client = new TestClient(devnet.Grpc);
        var wallet = TestWallet.Default(1);
        var (older, newer) = (new V9.QueryService.QueryServiceClient(client.Invoker), new V10.QueryService.QueryServiceClient(client.Invoker));
        Assert.True(older.IsTopicActive(new V9.IsTopicActiveRequest { TopicId = 67 }).IsActive);
        Unimplemented("unknown service emissions.v10.QueryService", () => newer.IsTopicActive(new V10.IsTopicActiveRequest { TopicId = 67 }));
        var early = await client.SendAsync(wallet, new TxPlan(new V10.RegisterRequest { Sender = wallet.Address, TopicId = 67, Owner = wallet.Address }));
        Assert.Equal(("sdk", 2u, "unable to resolve type URL /emissions.v10.RegisterRequest: tx parse error"), (early.Codespace, early.Code, early.RawLog));

        await devnet.StepAsync(4);
        Assert.Equal((5L, DevNetSchema.V10), (devnet.Height, devnet.Schema));
        Assert.True(newer.IsTopicActive(new V10.IsTopicActiveRequest { TopicId = 67 }).IsActive);
        Unimplemented("unknown service emissions.v9.QueryService", () => older.IsTopicActive(new V9.IsTopicActiveRequest { TopicId = 67 }));
        var late = await client.SendAsync(wallet, new TxPlan(new V9.RegisterRequest { Sender = wallet.Address, TopicId = 67, Owner = wallet.Address }));
        Assert.Equal(("sdk", 6u, "no message handler found for *emissionsv9.RegisterRequest: unknown request"), (late.Codespace, late.Code, late.RawLog));
    }

    [Fact]
    public async Task Nodes_stop_before_the_upgrades_block_and_make_it_with_the_other_version()
    {
        var wallet = TestWallet.Default(1);
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Nodes = 2,
            Genesis = DevNetGenesis.Default with
            {
                Schema = DevNetSchema.V9,
                Topics = [new GenesisTopic { Id = 5, EpochLength = 6, WorkerSubmissionWindow = 3, FirstWindow = 5, Workers = [wallet.Address] }],
            },
        });
        var grpc = devnet.Nodes.Select(static node => node.Grpc).ToList();
        var upgrade = devnet.UpgradeAsync(5, TimeSpan.FromMilliseconds(1));
        await devnet.StepAsync(3);
        await upgrade;

        Assert.Equal((4L, DevNetSchema.V10), (devnet.Height, devnet.Schema));
        Assert.Equal(grpc, devnet.Nodes.Select(static node => node.Grpc));
        await devnet.StepAsync();
        var made = devnet.Nodes[1].Node.GetBlock(5)!;
        Assert.Contains(made.BlockEvents, static emitted => emitted.Type == "emissions.v10.EventWorkerSubmissionWindowOpened");
        using var after = new TestClient(devnet.Nodes[1].Grpc);
        var query = new V10.QueryService.QueryServiceClient(after.Invoker);
        Assert.True(query.GetWorkerSubmissionWindowStatus(new V10.GetWorkerSubmissionWindowStatusRequest { TopicId = 5 }).IsOpen);
        // Old heights are served under the new schema.
        Assert.True(query.TopicExists(new V10.TopicExistsRequest { TopicId = 5 }, new Metadata { { "x-cosmos-block-height", "2" } }).Exists);
        Assert.Equal(1, devnet.FaultCounts.Upgrades);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => devnet.UpgradeAsync(5, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task What_was_pending_at_an_upgrade_is_lost_or_kept(bool loseMempool, int included)
    {
        var wallet = TestWallet.Default(1);
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            ChainFaults = new DevNetChainFaults { HoldBlocks = 2 },
            Genesis = DevNetGenesis.Default with { Schema = DevNetSchema.V9 },
        });
        using (var before = new TestClient(devnet.Grpc))
            await before.SendAsync(wallet, new TxPlan(Conformance.Stage.SelfSend(wallet)));
        await devnet.UpgradeAsync(devnet.Height + 1, TimeSpan.Zero, loseMempool);
        await devnet.StepAsync(4);
        Assert.Equal(included, devnet.Transactions().Count);
    }

    private static void Unimplemented(string message, Action call)
    {
        var refused = Assert.Throws<RpcException>(call);
        Assert.Equal((StatusCode.Unimplemented, message), (refused.StatusCode, refused.Status.Detail));
    }
}
