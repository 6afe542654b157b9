using Allora.Sdk.Blocks;
using Allora.Sdk.Chain;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Tests.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Workers;

/// <summary>A planned upgrade is shown ahead, at the cost of a query in half an hour, and followed to its block.</summary>
[Collection(Alone.Name)]
public sealed class PlannedUpgradeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DevNetSchema.V9, "v0.17.0", true)]
    [InlineData(DevNetSchema.V10, "v0.18.0", false)]
    public async Task A_worker_shows_an_upgrade_ahead_and_answers_the_window_of_its_block(DevNetSchema schema, string name, bool isKnown)
    {
        using var recorder = new Recorder();
        var plan = new DevNetUpgradePlan { Name = name, Height = WorkerScene.FirstNonce };
        var wallet = WorkerScene.FirstAccount();
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(1m)), genesis: WorkerScene.Genesis(wallet.Address) with { Schema = schema, UpgradePlan = plan }, wallet: wallet);
        var queries = Probe(scene.DevNet);
        await scene.ReachAsync(WorkerState.Ready);
        while (scene.Runner.GetHealth().PlannedUpgrade is null)
            await StepUpToAsync(scene, WorkerScene.FirstNonce - 1);
        var health = scene.Runner.GetHealth();

        Assert.Equal((name, WorkerScene.FirstNonce, isKnown), (health.PlannedUpgrade!.Name, health.PlannedUpgrade.Height, health.PlannedUpgrade.IsKnown));
        // Nothing need be done for an upgrade that is known.
        Assert.Equal(isKnown, health.Detail.Length == 0);
        Assert.StartsWith($"{name} at block 6, about ", health.PlannedUpgrade.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(isKnown ? " UTC; this version supports it" : " UTC; this version does not know it", health.PlannedUpgrade.ToString(), StringComparison.Ordinal);
        recorder.Collect();
        Assert.Single(recorder.Of(AlloraMetricNames.UpgradeBlocksLeft, ("allora.upgrade.name", name), ("allora.upgrade.known", isKnown)));
        while (scene.DevNet.FaultCounts.Upgrades == 0)
            await StepUpToAsync(scene, WorkerScene.FirstNonce);
        var answered = await scene.NextAsync(stepping: true);

        Assert.Equal((WorkerScene.FirstNonce, DevNetSchema.V10), (answered.Nonce, scene.DevNet.Schema));
        while (scene.Runner.GetHealth().PlannedUpgrade is not null)
            await Task.Delay(5, Ct);
        Assert.Equal("", scene.Runner.GetHealth().Detail);
        Assert.InRange(queries.Hits, 1, 2);
    }

    [Theory]
    [InlineData("v0.17.0", true)]
    [InlineData("v0.18.0", false)]
    public async Task The_client_reads_the_plan_over_every_transport(string name, bool isKnown)
    {
        await using var devnet = await DevNet.AlloraDevNet.StartAsync(
            new DevNetOptions { StepByHand = true, Genesis = DevNetGenesis.Default with { Schema = DevNetSchema.V9, UpgradePlan = new DevNetUpgradePlan { Name = name, Height = 500, Info = "a\nb" } } }, Ct);
        foreach (var endpoint in (AlloraEndpoint[])[new(devnet.Grpc), new($"rest+{devnet.Rest}"), new($"rpc+{devnet.Rpc}")])
        {
            await using var client = new AlloraClient(devnet.Network with { Endpoints = [endpoint] });
            var plan = await client.GetPlannedUpgradeAsync(Ct);
            Assert.Equal((name, 500, isKnown, "a b", 499), (plan!.Name, plan.Height, plan.IsKnown, plan.Info, plan.BlocksLeft));
        }

        devnet.PlanUpgrade(null);
        await using var last = new AlloraClient(devnet.Network);
        Assert.Null(await last.GetPlannedUpgradeAsync(Ct));
    }

    [Theory]
    [InlineData("plan.height", "-1")]
    [InlineData("plan.name", "")]
    public async Task A_plan_that_cannot_be_is_the_nodes_fault(string path, string value)
    {
        await using var devnet = await DevNet.AlloraDevNet.StartAsync(
            new DevNetOptions { StepByHand = true, Genesis = DevNetGenesis.Default with { UpgradePlan = new DevNetUpgradePlan { Name = "v0.18.0", Height = 500 } } }, Ct);
        devnet.Lies.Add(new DevNet.Faults.Lies.Lie { Path = path, Method = "CurrentPlan", Value = value });
        await using var client = new AlloraClient(devnet.Network);
        Assert.Equal(AlloraErrorReason.Transport, (await Assert.ThrowsAsync<AlloraException>(() => client.GetPlannedUpgradeAsync(Ct))).Reason);
    }

    [Fact]
    public async Task Four_hours_cost_eight_queries_and_a_lost_stream_one_more()
    {
        var time = new FakeTimeProvider();
        await using var devnet = await DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
        var queries = Probe(devnet);
        await using var client = new AlloraClient(devnet.Network, new AlloraClientOptions { TimeProvider = time });
        using var watch = new UpgradeWatch(client);
        await RunAsync(TimeSpan.FromHours(4));
        // The first one 30 s after the start, then every half an hour.
        Assert.Equal(8, queries.Hits);

        watch.Request();
        await RunAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(9, queries.Hits);
        devnet.Faults.Add(new Fault { Kind = FaultKind.Unavailable, Method = "CurrentPlan" });
        await RunAsync(TimeSpan.FromMinutes(90));
        Assert.InRange(queries.Hits, 10, 9 + (90 / 5));

        async Task RunAsync(TimeSpan length)
        {
            for (var passed = TimeSpan.Zero; passed < length; passed += TimeSpan.FromSeconds(1))
            {
                time.Advance(TimeSpan.FromSeconds(1));
                watch.Tick(new TickMoment(time.GetTimestamp(), 10, false, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(250), 1, 0));
                while (!watch.SettleAsync().IsCompleted)
                {
                    time.Advance(TimeSpan.FromMilliseconds(10));
                    await Task.Delay(1, Ct);
                }
            }
        }
    }

    [Theory]
    [InlineData(100, 5.0, "v0.18.0 at block 200, about 00:08 UTC; this version does not know it")]
    [InlineData(100, 3600.0, "v0.18.0 at block 200, about 2000-01-05 04:00 UTC; this version does not know it")]
    [InlineData(0, 5.0, "v0.18.0 at block 200; this version does not know it")]
    [InlineData(100, 1e7, "v0.18.0 at block 200; this version does not know it")]
    public void A_plan_is_one_line(long height, double seconds, string line)
    {
        var plan = new PlannedUpgrade { Name = "v0.18.0", Height = 200, IsKnown = false };
        var now = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(line, plan.SeenFrom(height, TimeSpan.FromSeconds(seconds), now).ToString());
    }

    // A fault that does nothing, and counts the queries.
    private static Fault Probe(DevNet.AlloraDevNet devnet) =>
        devnet.Faults.Add(new Fault { Kind = FaultKind.Latency, Protocol = FaultProtocol.Grpc, Method = "CurrentPlan" });

    private static async Task StepUpToAsync(WorkerScene scene, long height)
    {
        if (scene.DevNet.Height < height)
            await scene.DevNet.StepAsync(1, Ct);
        await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(100), Ct);
    }
}
