using System.Numerics;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Values;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Epochs;

/// <summary>The turn of a month, which a DevNet with short months reaches. Numbers of the first month are those of tests/data/epochs/model/mint.py.</summary>
public sealed class MonthTests
{
    private static readonly TestWallet Reputer = TestWallet.Default(0);
    private static readonly TestWallet Worker = TestWallet.Default(1);

    [Fact]
    public async Task Emission_is_recalculated_from_stake_and_the_last_month_s_rewards()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Genesis = DevNetGenesis.Default with
            {
                ValidatorStake = UAllo.FromAllo("50000000"),
                Parameters = new Dictionary<string, string> { ["blocks_per_month"] = "20" },
                Topics = [new GenesisTopic { Id = 5, EpochLength = 4, WorkerSubmissionWindow = 2, GroundTruthLag = 4, FirstWindow = 2, Workers = [Worker.Address] }],
            },
        });
        using var client = new TestClient(devnet.Grpc);
        Assert.Equal(
            ["EventPreviousPercentageRewardToStakedReputersSet", "EventTokenomicsSet", "EventRecalculateTargetEmission", "EventEcosystemTokenMintSet", "EventRewardCurrentBlockEmission", "EventEmissionInfo"],
            Names(devnet, 1));
        Assert.Equal(("104999999000000000000000000", "943687493637499951893000", "50001000000000000000000000"), (Value(devnet, 1, "TokenomicsSet", "circulating_supply"), Value(devnet, 1, "TokenomicsSet", "emissions_amount"), Value(devnet, 1, "TokenomicsSet", "staked_token_amount")));
        await devnet.StepAsync();
        await IncludeAsync(client, devnet, Worker, Payloads.Scalar(Worker, 5, 2, "0.5"));
        await devnet.StepAsync(3);
        await IncludeAsync(client, devnet, Reputer, LossPayloads.Of(Reputer, Worker.Address, 5, 2, "-2"));
        await devnet.StepAsync(13);
        Assert.Equal(["EventRewardCurrentBlockEmission", "EventEmissionInfo"], Names(devnet, 20).Where(static name => name != "EventEcosystemTokenMintSet"));
        await devnet.StepAsync();
        Assert.Equal(21, devnet.Height);
        var reputers = Whole(JsonValues(Value(devnet, 10, "RewardsSettled", "rewards", "reputer"))[0]);
        var topics = Whole(JsonValues(Value(devnet, 10, "TopicRewardsSet", "rewards"))[0]);
        Assert.Equal(((Dec)reputers / topics).ToString(), Value(devnet, 21, "PreviousPercentageRewardToStakedReputersSet", "percentage"));
        var emission = BigInteger.Parse(Value(devnet, 21, "RecalculateTargetEmission", "block_emission"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.NotEqual(Value(devnet, 1, "RecalculateTargetEmission", "block_emission"), emission.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((emission - (emission / 4)).ToString(System.Globalization.CultureInfo.InvariantCulture), Value(devnet, 21, "RewardCurrentBlockEmission", "token_amount"));
        Assert.Equal(("21", "41", "1"), (Value(devnet, 21, "EmissionInfo", "block_height_target_e_i_last_calculated"), Value(devnet, 21, "EmissionInfo", "block_height_target_e_i_next_calculated"), Value(devnet, 21, "EmissionInfo", "months_already_unlocked")));
    }

    private static async Task IncludeAsync(TestClient client, AlloraDevNet devnet, TestWallet wallet, IMessage message)
    {
        var included = await client.IncludeAsync(devnet, wallet, new TxPlan(message));
        Assert.Equal((0u, ""), (included.Code, included.RawLog));
    }

    private static BigInteger Whole(string number) => Dec.Parse(number).Truncate();

    private static string[] JsonValues(string list) => System.Text.Json.JsonSerializer.Deserialize<string[]>(list)!;

    private static IEnumerable<AbciEvent> Events(AlloraDevNet devnet, long height) => devnet.Nodes[0].Node.GetBlock(height)!.BlockEvents;

    private static IEnumerable<string> Names(AlloraDevNet devnet, long height) => Events(devnet, height)
        .Where(static one => one.Type.Contains('.', StringComparison.Ordinal) && one.Attributes.Any(static pair => pair.Value == "BeginBlock"))
        .Select(static one => one.Type[(one.Type.LastIndexOf('.') + 1)..]);

    private static string Value(AlloraDevNet devnet, long height, string name, string key, string? role = null) => Events(devnet, height)
        .First(one => one.Type.EndsWith(".Event" + name, StringComparison.Ordinal)
            && (role is null || one.Attributes.Any(pair => pair.Key == "actor_type" && pair.Value.Contains(role, StringComparison.OrdinalIgnoreCase))))
        .Attributes.Single(pair => pair.Key == key).Value.Trim('"');
}
