using Allora.Sdk.PostgreSql.Fleet;
using Allora.Sdk.PostgreSql.Tests.Server;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.PostgreSql.Tests.Fleets;

/// <summary>Specifications in the store, and what members make of a change.</summary>
public sealed class FleetSpecificationTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task Members_follow_specifications_that_are_added_changed_and_removed()
    {
        await using var scene = await FleetScene.StartAsync(server, wallets: 2);
        var member = await scene.JoinAsync("a");
        member.Workers.Add("other", new Other());
        await scene.ReachSharesAsync(("a", 2));
        var (first, second) = (scene.Wallets[0], scene.Wallets[1]);
        await RunAsync(member, $"{first} 67 model, {first} 68 model, {second} 67 model, {second} 68 model");

        var changes = await scene.Fleet.ApplyAsync([Worker(first, 67, "other"), Worker(first, 68, "model"), Worker(second, 67, "other"), Worker(second, 68, "other")], cancellationToken: Ct);

        Assert.Equal(new FleetChanges { Added = 0, Changed = 3, Unchanged = 1, Removed = 0 }, changes);
        await RunAsync(member, $"{first} 67 other, {first} 68 model, {second} 67 other, {second} 68 other");
        Assert.Equal(1, await scene.Fleet.RemoveAsync(first, 68, FleetRole.Inferer, Ct));
        await RunAsync(member, $"{first} 67 other, {second} 67 other, {second} 68 other");
        changes = await scene.Fleet.ApplyAsync([Worker(first, 68, "model"), Worker(first, 67, "other")], prune: true, Ct);
        Assert.Equal(new FleetChanges { Added = 1, Changed = 0, Unchanged = 1, Removed = 2 }, changes);
        await RunAsync(member, $"{first} 67 other, {first} 68 model");
        Assert.Equal(first, Assert.Single((await scene.Fleet.GetStatusAsync(Ct)).Wallets).Wallet);
        // The second wallet's lease was given back.
        await using var free = scene.Connect().CreateCommand($"select expires = '-infinity' from {scene.Options.Schema}.lease where wallet = '{second}'");
        while (await free.ExecuteScalarAsync(Ct) is not true)
            await Task.Delay(10, Ct);
        await scene.LaterAsync(windows: 1);
        scene.AssertPaidOnce();
    }

    [Fact(Timeout = 240_000)]
    public async Task A_wallet_is_claimed_only_where_its_key_and_its_providers_are()
    {
        await using var scene = await FleetScene.StartAsync(server, wallets: 4);
        await scene.Fleet.ApplyAsync([Worker(scene.Wallets[0], 67, "unknown")], cancellationToken: Ct);
        await scene.JoinAsync("a", 0, 1);
        await scene.JoinAsync("b", 2);

        await scene.ReachAsync(static status => status.Wallets.Count(static wallet => wallet.Holder is not null) == 2 && status.Members.Count == 2);

        var wallets = (await scene.Fleet.GetStatusAsync(Ct)).Wallets.ToDictionary(static wallet => wallet.Wallet);
        Assert.Equal((null, 0), (wallets[scene.Wallets[0]].Holder, wallets[scene.Wallets[0]].Able));
        Assert.Equal(("a", 1), (wallets[scene.Wallets[1]].Holder, wallets[scene.Wallets[1]].Able));
        Assert.Equal(("b", 1), (wallets[scene.Wallets[2]].Holder, wallets[scene.Wallets[2]].Able));
        Assert.Equal((null, 0), (wallets[scene.Wallets[3]].Holder, wallets[scene.Wallets[3]].Able));
        // One that cannot run it is no target.
        await scene.Fleet.MoveAsync(scene.Wallets[1], "b", Ct);
        await scene.LaterAsync(windows: 1);
        Assert.Equal("a", (await scene.Fleet.GetStatusAsync(Ct)).Wallets.Single(wallet => wallet.Wallet == scene.Wallets[1]).Holder);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_second_process_of_the_same_name_claims_nothing_until_the_first_has_ended()
    {
        await using var scene = await FleetScene.StartAsync(server, wallets: 2);
        var first = await scene.JoinAsync("a", 0);
        await scene.ReachSharesAsync(("a", 1));
        var second = await scene.JoinAsync("a");
        await scene.LaterAsync(windows: 1);
        Assert.Empty(second.Member.Workers);

        await first.StopAsync();

        await scene.ReachSharesAsync(("a", 2));
        Assert.Equal(4, second.Member.Workers.Count);
        await scene.LaterAsync(windows: 1);
        scene.AssertPaidOnce();
    }

    [Fact]
    public async Task Wrong_specifications_are_refused_and_nothing_is_written()
    {
        await using var scene = await FleetScene.StartAsync(server, wallets: 1);
        var wallet = scene.Wallets[0];
        FleetWorker[][] wrong =
        [
            [Worker("allo1xyz", 67, "model")],
            [Worker(wallet, 0, "model")],
            [Worker(wallet, 67, " ")],
            [Worker(wallet, 69, "model"), Worker(wallet, 69, "other")],
            [Worker(wallet, 69, "model"), Worker(wallet, 67, "model") with { Role = FleetRole.InfererAndForecaster }],
        ];

        foreach (var workers in wrong)
        {
            var refused = await Assert.ThrowsAsync<AlloraException>(() => scene.Fleet.ApplyAsync(workers, cancellationToken: Ct));
            Assert.Equal(AlloraErrorReason.InvalidConfiguration, refused.Reason);
        }

        Assert.Equal(2, Assert.Single((await scene.Fleet.GetStatusAsync(Ct)).Wallets).Workers.Count);
    }

    [Fact]
    public async Task A_role_that_may_not_create_is_a_member_and_may_not_change_specifications()
    {
        await using var scene = await FleetScene.StartAsync(server, wallets: 1);
        var schema = scene.Options.Schema;
        await server.ExecuteAsync($"""
            create role {schema}_member login; grant usage on schema {schema} to {schema}_member;
            grant select on all tables in schema {schema} to {schema}_member;
            grant insert, update, delete on {schema}.lease, {schema}.journal, {schema}.history, {schema}.member to {schema}_member
            """);
        await using var source = server.As($"{schema}_member");
        await new PostgreSqlStore(source, scene.Options).CheckAsync(Ct);
        using var wallet = FleetScene.Open(0);
        await using var client = new AlloraClient(scene.Chain.Network);
        var member = new FleetMember(source, client, new FleetMemberOptions { Wallets = [wallet], Workers = new FleetProviders(client).Add("model", new Other()) }, scene.Options with { Holder = "a" });
        using var stop = new CancellationTokenSource();
        var running = member.RunAsync(stop.Token);

        await scene.ReachSharesAsync(("a", 1));

        var refused = await Assert.ThrowsAnyAsync<AlloraException>(() => new PostgreSqlFleet(source, scene.Chain.ChainId, scene.Options).RemoveAsync(scene.Wallets[0], cancellationToken: Ct));
        Assert.Contains("permission denied", refused.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await running;
        Assert.Empty((await scene.Fleet.GetStatusAsync(Ct)).Members);
    }

    private static FleetWorker Worker(string wallet, ulong topic, string provider) => new() { Wallet = wallet, TopicId = topic, Provider = provider };

    private static async Task RunAsync(SceneMember member, string workers)
    {
        var wanted = string.Join(", ", workers.Split(", ").Order(StringComparer.Ordinal));
        while (string.Join(", ", member.Member.Workers.Select(static one => $"{one.Worker.Wallet} {one.Worker.TopicId} {one.Worker.Provider}").Order(StringComparer.Ordinal)) != wanted)
            await Task.Delay(10, Ct);
    }

    private sealed class Other : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.5));
    }
}
