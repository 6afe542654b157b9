using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Tests.Epochs;

/// <summary>
/// Blocks with more topics than max_active_topics_per_block (specification 6.2). Weights are the square root of stake times revenue in uallo, so
/// the expected order follows from the stakes alone.
/// </summary>
public sealed class FullBlockTests
{
    [Theory]
    [InlineData("1000", "1000", 2)]
    [InlineData("1000", "1001", 2)]
    [InlineData("1001", "1000", 1)]
    public async Task A_full_block_keeps_the_topic_with_more_weight_and_the_newcomer_if_they_are_equal(string first, string second, ulong left)
    {
        await using var devnet = await StartAsync([Topic(1, first, 5), Topic(2, second, 5)]);
        await devnet.StepAsync(5);
        // The block has one turn, of the topic with more weight, and of the first for equal weights.
        Assert.Equal([(second == "1001" ? 2UL : 1UL)], Opened(devnet, 5));
        await devnet.StepAsync(12);
        Assert.Equal([left], Opened(devnet, 17));
        Assert.Equal([left == 1], [Active(devnet, 1)]);
        Assert.Equal([left == 2], [Active(devnet, 2)]);
    }

    [Fact]
    public async Task A_topic_that_is_replaced_has_an_event_and_one_that_finds_no_place_has_none()
    {
        await using var replaced = await StartAsync([Topic(1, "1000", 5), Topic(2, "1001", 5)]);
        await replaced.StepAsync(4);
        Assert.Equal(["1 True", "1 False", "2 True"], Changes(replaced, 5));
        await using var silent = await StartAsync([Topic(1, "1001", 5), Topic(2, "1000", 5)]);
        await silent.StepAsync(4);
        Assert.Equal(["1 True"], Changes(silent, 5));
        // Its weight stays in the sum: both stored weights are there, and only the weight of the other if it was replaced.
        Assert.Equal(Sum(silent), Weight(silent, 1) + Weight(silent, 2));
        Assert.Equal(Sum(replaced), Weight(replaced, 2));
    }

    [Fact]
    public async Task A_topic_that_was_dropped_comes_back_with_the_next_fee()
    {
        await using var devnet = await StartAsync([Topic(1, "1001", 5), Topic(2, "1000", 5)]);
        await devnet.StepAsync(6);
        Assert.False(Active(devnet, 2));
        using var client = new TestClient(devnet.Grpc);
        var sender = TestWallet.Default(0);
        var funded = await client.IncludeAsync(devnet, sender, new TxPlan(new FundTopicRequest { Sender = sender.Address, TopicId = 2, Amount = "1000" }));
        Assert.Equal((0u, ""), (funded.Code, funded.RawLog));
        Assert.True(Active(devnet, 2));
        await devnet.StepAsync(12);
        Assert.Equal([2UL], Opened(devnet, funded.Height + 12));
    }

    private static GenesisTopic Topic(ulong id, string stake, long first) => new()
    {
        Id = id,
        EpochLength = 12,
        GroundTruthLag = 12,
        WorkerSubmissionWindow = 4,
        FirstWindow = first,
        Stake = new Dictionary<string, UAllo> { [TestWallet.Default(0).Address] = UAllo.FromAllo(stake) },
    };

    private static Task<AlloraDevNet> StartAsync(IReadOnlyList<GenesisTopic> topics) =>
        AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = DevNetGenesis.Default with { Topics = topics } });

    private static IEnumerable<ulong> Opened(AlloraDevNet devnet, long height) => Emitted(devnet, height, "EventWorkerSubmissionWindowOpened")
        .Select(static one => ulong.Parse(Attribute(one, "topic_id"), System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<string> Changes(AlloraDevNet devnet, long height) => Emitted(devnet, height, "EventTopicStatusChanged")
        .Select(static one => $"{Attribute(one, "topic_id")} {bool.Parse(Attribute(one, "is_active"))}");

    private static IEnumerable<AbciEvent> Emitted(AlloraDevNet devnet, long height, string type) =>
        devnet.Nodes[0].Node.GetBlock(height)!.BlockEvents.Where(one => one.Type.EndsWith(type, StringComparison.Ordinal));

    private static string Attribute(AbciEvent one, string key) => one.Attributes.Single(pair => pair.Key == key).Value.Trim('"');

    private static bool Active(AlloraDevNet devnet, ulong id) => devnet.Engine.Committed.Emissions.Topics[id].IsActive;

    private static Allora.Sdk.Emissions.Numbers.Dec Weight(AlloraDevNet devnet, ulong id) => devnet.Engine.Committed.Emissions.Topics[id].PreviousWeight!.Value;

    private static Allora.Sdk.Emissions.Numbers.Dec Sum(AlloraDevNet devnet) => devnet.Engine.Committed.Emissions.TotalSumPreviousTopicWeights;
}
