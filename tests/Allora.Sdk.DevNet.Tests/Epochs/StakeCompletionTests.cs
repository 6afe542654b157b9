using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Epochs;

/// <summary>Stake that leaves at the end of its delay (specification 6.2 and 7.1).</summary>
public sealed class StakeCompletionTests
{
    private static readonly TestWallet Reputer = TestWallet.Default(0);
    private static readonly TestWallet Delegator = TestWallet.Default(1);

    [Fact]
    public async Task A_removal_changes_the_topic_s_weight_and_the_sum()
    {
        await using var devnet = await StartAsync("40");
        using var client = new TestClient(devnet.Grpc);
        await devnet.StepAsync(2);
        var before = Weight(devnet);
        await IncludeAsync(client, devnet, Reputer, new RemoveStakeRequest { Sender = Reputer.Address, TopicId = 5, Amount = "750000000000000000000" });
        await devnet.StepAsync(3);
        var updated = Events(devnet, devnet.Height, "EventTopicWeightUpdated").Single();
        Assert.Equal("\"250000000000000000000\"", Attribute(updated, "topic_stake"));
        // A week's share of the way, 1 - 0.5^(12 / (864 000 / 4.345)), from the old weight to a half of it: a quarter of the stake is left.
        var after = Weight(devnet);
        Assert.True(after < before && after > before * Dec.Parse("0.9999"), $"{before} became {after}");
        Assert.Equal(after, devnet.Engine.Committed.Emissions.TotalSumPreviousTopicWeights);
        Assert.Equal("\"" + after + "\"", Attribute(updated, "new_weight"));
    }

    [Fact]
    public async Task Of_reputers_and_delegators_so_many_each_complete_in_a_block()
    {
        await using var devnet = await StartAsync("1");
        using var client = new TestClient(devnet.Grpc);
        foreach (var delegator in (TestWallet[])[Delegator, TestWallet.Default(2)])
            await IncludeAsync(client, devnet, delegator, new DelegateStakeRequest { Sender = delegator.Address, TopicId = 5, Reputer = Reputer.Address, Amount = "100" });
        var removals = new (TestWallet Wallet, IMessage Message)[]
        {
            (Reputer, new RemoveStakeRequest { Sender = Reputer.Address, TopicId = 5, Amount = "5" }),
            (Delegator, new RemoveDelegateStakeRequest { Sender = Delegator.Address, TopicId = 5, Reputer = Reputer.Address, Amount = "6" }),
            (TestWallet.Default(2), new RemoveDelegateStakeRequest { Sender = TestWallet.Default(2).Address, TopicId = 5, Reputer = Reputer.Address, Amount = "7" }),
        };
        foreach (var (wallet, message) in removals)
            Assert.Equal(("", 0u), (await client.SendAsync(wallet, new TxPlan(message))) is var sent ? (sent.RawLog, sent.Code) : default);
        await devnet.StepAsync(5);
        var completed = Enumerable.Range(1, (int)devnet.Height)
            .Select(height => Events(devnet, height, "EventRemoveStake").Select(static one => Attribute(one, "amount").Trim('"')).ToArray())
            .Where(static amounts => amounts.Length > 0).ToList();
        var smaller = string.CompareOrdinal(Delegator.Address, TestWallet.Default(2).Address) < 0 ? "6" : "7";
        Assert.Equal([["5", smaller], [smaller == "6" ? "7" : "6"]], completed);
    }

    private static Task<AlloraDevNet> StartAsync(string half) => AlloraDevNet.StartAsync(new DevNetOptions
    {
        StepByHand = true,
        Genesis = DevNetGenesis.Default with
        {
            Topics = [new GenesisTopic { Id = 5, EpochLength = 12, GroundTruthLag = 12, WorkerSubmissionWindow = 4, FirstWindow = 2 }],
            Parameters = new Dictionary<string, string> { ["remove_stake_delay_window"] = "3", ["half_max_process_stake_removals_end_block"] = half },
        },
    });

    private static async Task IncludeAsync(TestClient client, AlloraDevNet devnet, TestWallet wallet, IMessage message)
    {
        var included = await client.IncludeAsync(devnet, wallet, new TxPlan(message));
        Assert.Equal((0u, ""), (included.Code, included.RawLog));
    }

    private static Dec Weight(AlloraDevNet devnet) => devnet.Engine.Committed.Emissions.Topics[5].PreviousWeight!.Value;

    private static IEnumerable<AbciEvent> Events(AlloraDevNet devnet, long height, string type) =>
        devnet.Nodes[0].Node.GetBlock(height)!.BlockEvents.Where(one => one.Type.EndsWith(type, StringComparison.Ordinal));

    private static string Attribute(AbciEvent one, string key) => one.Attributes.Single(pair => pair.Key == key).Value;
}
