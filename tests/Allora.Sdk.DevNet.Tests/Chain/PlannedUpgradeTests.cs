using System.Text;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Control;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Upgrade.V1Beta1;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>An upgrade from its plan to the first block of the other version.</summary>
public sealed class PlannedUpgradeTests
{
    private static readonly DevNetUpgradePlan ToV10 = new() { Name = "v0.17.0", Height = 5, Info = "binaries" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_shown_until_its_block_is_made_by_the_other_version()
    {
        await using var devnet = await StartAsync(DevNetSchema.V9, ToV10);
        using (var before = new TestClient(devnet.Grpc))
        {
            var plan = new Query.QueryClient(before.Invoker).CurrentPlan(new QueryCurrentPlanRequest(), cancellationToken: Ct).Plan;
            Assert.Equal(("v0.17.0", 5L, "binaries"), (plan.Name, plan.Height, plan.Info));
            Assert.Equal("v0.16.0", await VersionAsync(before));
        }

        Assert.Equal(
            """{"plan":{"name":"v0.17.0","time":"0001-01-01T00:00:00Z","height":"5","info":"binaries","upgraded_client_state":null}}""",
            (await RestAsync(devnet, "/cosmos/upgrade/v1beta1/current_plan")).ToJsonString());
        await ReachUpgradeAsync(devnet);
        await devnet.StepAsync(1, Ct);

        Assert.Equal((5L, DevNetSchema.V10, null), (devnet.Height, devnet.Schema, devnet.PlannedUpgrade));
        using var after = new TestClient(devnet.Grpc);
        var query = new Query.QueryClient(after.Invoker);
        Assert.Null(query.CurrentPlan(new QueryCurrentPlanRequest(), cancellationToken: Ct).Plan);
        Assert.Equal(5, query.AppliedPlan(new QueryAppliedPlanRequest { Name = "v0.17.0" }, cancellationToken: Ct).Height);
        Assert.Equal(0, query.AppliedPlan(new QueryAppliedPlanRequest { Name = "v0.18.0" }, cancellationToken: Ct).Height);
        Assert.Equal("v0.17.0", await VersionAsync(after));
        Assert.Equal(15ul, query.ModuleVersions(new QueryModuleVersionsRequest { ModuleName = "emissions" }, cancellationToken: Ct).ModuleVersions[0].Version);
    }

    [Fact]
    public async Task Nodes_are_away_for_the_downtime_and_no_block_is_made()
    {
        var time = new FakeTimeProvider();
        await using var devnet = await StartAsync(
            DevNetSchema.V9, ToV10, options => options with { TimeProvider = time, Nodes = 2, Upgrade = new DevNetUpgradeOptions { Downtime = TimeSpan.FromSeconds(22) } });
        var began = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        devnet.Journal.Line += bytes =>
        {
            var line = Encoding.UTF8.GetString(bytes);
            (line.Contains("\"upgrading\"", StringComparison.Ordinal) ? began : line.Contains("\"upgraded\"", StringComparison.Ordinal) ? ended : null)?.TrySetResult();
        };
        await devnet.StepAsync(3, Ct);
        Assert.Equal(4, await devnet.StepAsync(1, Ct));
        await began.Task.WaitAsync(Ct);
        while (devnet.Nodes.Any(static node => node.IsUp))
            await Task.Delay(1, Ct);
        Assert.Equal(4, await devnet.StepAsync(3, Ct));
        Assert.Equal(DevNetSchema.V9, devnet.Schema);
        while (!ended.Task.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Ct);
        }

        Assert.All(devnet.Nodes, static node => Assert.True(node.IsUp));
        Assert.Equal(5, await devnet.StepAsync(1, Ct));
    }

    [Fact]
    public async Task A_version_without_a_schema_of_its_own_keeps_the_schema()
    {
        await using var devnet = await StartAsync(DevNetSchema.V10, ToV10 with { Name = "v0.18.0" });
        await ReachUpgradeAsync(devnet);
        await devnet.StepAsync(1, Ct);
        using var client = new TestClient(devnet.Grpc);
        Assert.Equal((DevNetSchema.V10, "v0.18.0"), (devnet.Schema, await VersionAsync(client)));
        Assert.True(new V10.QueryService.QueryServiceClient(client.Invoker).TopicExists(new V10.TopicExistsRequest { TopicId = 67 }, cancellationToken: Ct).Exists);
    }

    [Fact]
    public async Task Plans_are_made_replaced_and_canceled_over_the_control_port()
    {
        await using var devnet = await StartAsync(DevNetSchema.V10, null);
        await using var control = DevNetControl.Start(devnet);
        using var port = await ControlLine.OpenAsync(control.Port);
        Assert.True((bool)(await port.AskAsync("""{"do":"plan_upgrade","name":"v0.18.0","height":50}"""))["ok"]!);
        Assert.Equal("""{"name":"v0.18.0","height":50,"info":""}""", (await port.AskAsync("""{"do":"status"}"""))["upgrade"]!.ToJsonString());
        Assert.False((bool)(await port.AskAsync("""{"do":"plan_upgrade","name":"v0.18.0","height":1}"""))["ok"]!);
        Assert.False((bool)(await port.AskAsync("""{"do":"plan_upgrade","height":60}"""))["ok"]!);
        await port.AskAsync("""{"do":"plan_upgrade","name":"v0.18.0","height":3,"info":"sooner"}""");
        Assert.Equal(3, devnet.PlannedUpgrade!.Height);
        await port.AskAsync("""{"do":"cancel_upgrade"}""");
        Assert.Equal(4, await devnet.StepAsync(3, Ct));
        Assert.Null((await port.AskAsync("""{"do":"status"}"""))["upgrade"]);
    }

    [Fact]
    public async Task Heights_before_the_upgrade_are_served_under_the_new_schema_and_pruned_ones_refused()
    {
        await using var devnet = await StartAsync(DevNetSchema.V9, ToV10, static options => options with { HistoryLength = 4, BlockHistoryLength = 4 });
        await ReachUpgradeAsync(devnet);
        await devnet.StepAsync(2, Ct);
        using var client = new TestClient(devnet.Grpc);
        var newer = new V10.QueryService.QueryServiceClient(client.Invoker);
        Assert.Equal(6, devnet.Height);
        Assert.Equal("BTC/USD 7-day log return", (await newer.GetTopicAsync(new V10.GetTopicRequest { TopicId = 67 }, At(3))).Topic.Metadata);
        Assert.Equal(3, await HeightAsync(client, 3));
        var older = await Assert.ThrowsAsync<RpcException>(async () => await new V9.QueryService.QueryServiceClient(client.Invoker).GetTopicAsync(new V9.GetTopicRequest { TopicId = 67 }, At(3)));
        Assert.Equal((StatusCode.Unimplemented, "unknown service emissions.v9.QueryService"), (older.StatusCode, older.Status.Detail));
        var pruned = await Assert.ThrowsAsync<RpcException>(async () => await newer.GetTopicAsync(new V10.GetTopicRequest { TopicId = 67 }, At(2)));
        Assert.Equal(
            (StatusCode.Unknown, "codespace sdk code 38: not found: failed to load state at height 2; version mismatch on immutable IAVL tree; version does not exist. Version has either been pruned, or is for a future block height (latest height: 6)"),
            (pruned.StatusCode, pruned.Status.Detail));
        var block = await Assert.ThrowsAsync<RpcException>(() => HeightAsync(client, 2));
        Assert.Equal("height 2 is not available, lowest height is 3", block.Status.Detail);

        static Metadata At(long height) => new() { { "x-cosmos-block-height", height.ToString(System.Globalization.CultureInfo.InvariantCulture) } };
    }

    [Fact]
    public async Task A_restored_chain_stops_before_its_upgrade_again()
    {
        await using var devnet = await StartAsync(DevNetSchema.V9, ToV10);
        var taken = await devnet.TakeSnapshotAsync(Ct);
        await ReachUpgradeAsync(devnet);
        await devnet.StepAsync(2, Ct);
        await devnet.RestoreAsync(taken, Ct);
        Assert.Equal((1L, DevNetSchema.V9, 5L), (devnet.Height, devnet.Schema, devnet.PlannedUpgrade!.Height));
        await ReachUpgradeAsync(devnet);
        Assert.Equal((4L, DevNetSchema.V10), (devnet.Height, devnet.Schema));
    }

    [Fact]
    public void A_genesis_file_can_plan_one()
    {
        var genesis = DevNetGenesis.FromJson("""{"upgrade_plan":{"name":"v0.17.0","height":9}}"""u8);
        Assert.Equal(new DevNetUpgradePlan { Name = "v0.17.0", Height = 9 }, genesis.UpgradePlan);
        Assert.Equal(genesis.UpgradePlan, DevNetGenesis.FromJson(genesis.ToJson()).UpgradePlan);
    }

    /// <summary>Steps to the block before the plan's, and waits until the nodes are replaced.</summary>
    private static async Task ReachUpgradeAsync(AlloraDevNet devnet)
    {
        var upgrades = devnet.FaultCounts.Upgrades;
        var height = devnet.PlannedUpgrade!.Height;
        while (devnet.Height < height - 1)
            await devnet.StepAsync(1, Ct);
        Assert.Equal(height - 1, await devnet.StepAsync(1, Ct));
        while (devnet.FaultCounts.Upgrades == upgrades || devnet.Nodes.Any(static node => !node.IsUp))
            await Task.Delay(1, Ct);
    }

    private static Task<AlloraDevNet> StartAsync(DevNetSchema schema, DevNetUpgradePlan? plan, Func<DevNetOptions, DevNetOptions>? change = null)
    {
        var options = new DevNetOptions { StepByHand = true, Genesis = DevNetGenesis.Default with { Schema = schema, UpgradePlan = plan } };
        return AlloraDevNet.StartAsync(change?.Invoke(options) ?? options, Ct);
    }

    private static async Task<long> HeightAsync(TestClient client, long height) =>
        (await new Service.ServiceClient(client.Invoker).GetBlockByHeightAsync(new GetBlockByHeightRequest { Height = height }, cancellationToken: Ct)).Block.Header.Height;

    private static async Task<string> VersionAsync(TestClient client) =>
        (await new Service.ServiceClient(client.Invoker).GetNodeInfoAsync(new GetNodeInfoRequest(), cancellationToken: Ct)).ApplicationVersion.Version;

    private static async Task<JsonNode> RestAsync(AlloraDevNet devnet, string path)
    {
        using var http = new HttpClient();
        return JsonNode.Parse(Encoding.UTF8.GetString(await http.GetByteArrayAsync(new Uri(devnet.Rest, path), Ct)))!;
    }
}
