using System.Text.Json.Nodes;
using Allora.Sdk;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Roles;
using Allora.Sdk.Tests.Workers;
using Dec = Allora.Sdk.Emissions.Numbers.Dec;

namespace Allora.Cli.Tests;

/// <summary>topics weigh by another process, on a chain that says what it computed and on one that does not.</summary>
public sealed class TopicsWeighTests
{
    private const int Epochs = 5;

    [Theory]
    [InlineData(DevNetSchema.V10)]
    [InlineData(DevNetSchema.V9)]
    public async Task An_honest_chain_says_what_comes_out_and_a_wrong_score_is_told(DevNetSchema schema)
    {
        await using var home = CliHome.Empty();
        await using var scene = await PlayAsync(schema);
        string[] weigh = ["topics", "weigh", "67", .. CliHome.At(scene.DevNet)];

        var honest = await home.JsonAsync(weigh);

        Assert.Empty(honest["differences"]!.AsArray());
        Assert.Empty(honest["unchecked"]!.AsArray());
        // Losses are due an epoch after the nonce, and may come for an epoch.
        var closed = (long)honest["losses_nonce"]! + (2 * RolesScene.Epoch);
        Assert.Equal((closed, closed), ((long)honest["losses_at"]!, (long)honest["paid_at"]!));
        var inferers = Actors(honest, "inferers");
        Assert.Equal(scene.Wallets[..3].Append(scene.Both).Select(static one => one.Address).Order(StringComparer.Ordinal), inferers.Select(static one => (string?)one["address"]));
        Assert.Equal(new[] { scene.Forecaster.Address, scene.Both.Address }.Order(StringComparer.Ordinal), Actors(honest, "forecasters").Select(static one => (string?)one["address"]));
        Assert.Equal([scene.Reputer.Address], Actors(honest, "reputers").Select(static one => (string?)one["address"]));
        Assert.All(inferers, static one => Assert.True((bool)one["active"]!));
        Assert.All(inferers, static one => Assert.Equal((string?)one["score"], (string?)one["computed"]));
        Assert.All(inferers, static one => Assert.NotNull((string?)one["paid_uallo"]));
        Assert.True((inferers.Aggregate(Dec.Zero, static (sum, one) => sum + Dec.Parse((string)one["share"]!)) - Dec.One).Abs() < Dec.Parse("1E-25"));
        Assert.Equal(inferers.MaxBy(static one => Dec.Parse((string)one["share"]!)), inferers.MaxBy(static one => Dec.Parse((string)one["paid_uallo"]!)));
        var lowest = (string)honest["inferers"]!["lowest"]!;
        Assert.Contains(inferers, one => (string?)one["address"] == lowest);
        Assert.True((int)honest["compared"]! > 30, $"{honest["compared"]} values were computed again");

        scene.DevNet.Faults.Add(new Fault { Kind = FaultKind.WrongScore, Method = "GetWorkerInferenceScoresAtBlock" });
        var (code, output, error) = await home.RunAsync([.. weigh, "--output", "json"]);

        Assert.True(code == 1, error);
        var wrong = JsonNode.Parse(output)!;
        var told = Assert.Single(wrong["differences"]!.AsArray(), static one => (string?)one!["what"] == "inferer's score")!;
        var liedAbout = Assert.Single(inferers, one => (string?)one["address"] == (string?)told["address"]);
        Assert.Equal((string?)liedAbout["score"], (string?)told["computed"]);
        Assert.Equal(Dec.Parse((string)told["computed"]!) + 1, Dec.Parse((string)told["chain"]!));
        Assert.Contains(wrong["differences"]!.AsArray(), static one => (string?)one!["what"] == "inferer's reward");
        var text = await home.RunAsync(weigh);
        Assert.Equal(1, text.Code);
        Assert.Contains("differ from what the chain says", text.Output, StringComparison.Ordinal);
        Assert.Contains((string)told["chain"]!, text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_without_a_past_is_weighed_too_and_one_that_does_not_exist_is_refused()
    {
        await using var home = await CliHome.WithChainAsync(static genesis => genesis with { Topics = [new GenesisTopic { Id = 67 }] });

        var fresh = await home.JsonAsync(["topics", "weigh", "67", .. home.AtChain]);
        var none = await home.RunAsync(["topics", "weigh", "99", .. home.AtChain]);

        Assert.Null(fresh["losses_nonce"]);
        Assert.Empty(Actors(fresh, "inferers"));
        Assert.Empty(fresh["differences"]!.AsArray());
        Assert.Equal(1, none.Code);
        Assert.Contains("topic does not exist", none.Error, StringComparison.Ordinal);
    }

    private static IReadOnlyList<JsonNode> Actors(JsonNode weighed, string role) => [.. weighed[role]!["actors"]!.AsArray().Select(static one => one!)];

    private static async Task<RolesScene> PlayAsync(DevNetSchema schema)
    {
        var genesis = RolesScene.Genesis(RolesScene.Accounts());
        var scene = await RolesScene.StartAsync(genesis with { Schema = schema, Topics = [genesis.Topics![0]] });
        List<WorkerRunner> runners = [];
        var options = scene.Options(RolesScene.Single);
        for (var index = 0; index < RolesScene.Inferers; index++)
            runners.Add(scene.Run(WorkerRunner.ForInferer(scene.Client, scene.Wallets[index], Model(index), options)));
        runners.Add(scene.Run(WorkerRunner.ForForecaster(scene.Client, scene.Forecaster, FunctionForecaster.ForEach(), options)));
        runners.Add(scene.Run(WorkerRunner.ForInfererAndForecaster(scene.Client, scene.Both, Model(9), FunctionForecaster.ForEach(), options)));
        runners.Add(scene.Run(WorkerRunner.ForReputer(scene.Client, scene.Reputer, new FunctionTruth(static context => GroundTruth.Value(context.Nonce / 1000.0)), options)));
        foreach (var runner in runners)
            await scene.ReachAsync(runner, WorkerState.Ready);
        var broadcasts = 0;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Single) + (epoch * RolesScene.Epoch));
            await scene.BroadcastsAsync(broadcasts += epoch == 0 ? RolesScene.Inferers + 1 : RolesScene.Inferers + 3);
            await scene.DevNet.StepAsync(1, scene.Limit);
        }

        await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Single) + (Epochs * RolesScene.Epoch) + 1);
        await scene.StopAsync();
        return scene;
    }

    private static FunctionProvider Model(int index) => new(context => Prediction.Value((context.Nonce / 1000.0) + ((index + 1) / 100.0)));
}
