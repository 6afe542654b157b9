using System.Text;
using Allora.Sdk.Events.Frames;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Tests.Events;

/// <summary>What became of submissions, as blocks tell it.</summary>
public sealed class OutcomeEventTests
{
    private const string Inferer = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";
    private const string Reputer = "allo125x237wf0ypee6y5whwg057yajqavxz9zm92uz";

    [Fact]
    public void A_recorded_epoch_tells_who_was_active_scored_and_rewarded()
    {
        var frame = new DecodedFrame();
        frame.Interest.Add(2);
        List<Outcome> told = [];
        foreach (var text in CapturedFrames.Of("ws-epoch-with-losses.json"))
        {
            BlockFrameDecoder.Decode(Encoding.UTF8.GetBytes(text), frame);
            Assert.Equal(0, frame.UnreadableEvents);
            told.AddRange(frame.Outcomes);
        }

        Assert.All(told, outcome => Assert.Equal((2UL, 271), (outcome.TopicId, outcome.Nonce)));
        Assert.Equal(
            [
                (OutcomeKind.Active, SubmissionActor.Inferer, Inferer, ""),
                (OutcomeKind.Active, SubmissionActor.Forecaster, Inferer, ""),
                (OutcomeKind.Active, SubmissionActor.Reputer, Reputer, ""),
                (OutcomeKind.Scores, SubmissionActor.Reputer, Reputer, "100.0000000000000000000000000000000"),
                (OutcomeKind.EmaScores, SubmissionActor.Reputer, Reputer, "10.00000000000000000000000000000000"),
                (OutcomeKind.Scores, SubmissionActor.Inferer, Inferer, "0"),
                (OutcomeKind.Rewards, SubmissionActor.Inferer, Inferer, "109953702162760.1345580887117276736"),
                (OutcomeKind.Rewards, SubmissionActor.Reputer, Reputer, "109953702162760.1345580887117276736"),
            ],
            told.Select(outcome => (outcome.Kind, outcome.Actor, outcome.Addresses.Single(), outcome.Values.SingleOrDefault() ?? "")));
        Assert.Equal(["true"], told.Single(outcome => outcome.Kind == OutcomeKind.EmaScores).Flags);
    }

    [Fact]
    public void Topics_of_no_interest_cost_no_memory()
    {
        var frames = CapturedFrames.Of("ws-epoch-with-losses.json").Select(Encoding.UTF8.GetBytes).ToList();
        var frame = new DecodedFrame();
        frame.Interest.Add(3);
        frame.Interest.Add(2);
        frame.Interest.Remove(2);
        foreach (var bytes in frames)
            BlockFrameDecoder.Decode(bytes, frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var bytes in frames)
        {
            BlockFrameDecoder.Decode(bytes, frame);
            if (frame.Outcomes.Count > 0)
                break;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Empty(frame.Outcomes);
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData("""[{"key":"topic_id","value":"\"2\""},{"key":"block_height","value":"\"7\""},{"key":"addresses","value":"[\"a\"]"},{"key":"scores","value":"[]"}]""")]
    [InlineData("""[{"key":"topic_id","value":"\"2\""},{"key":"addresses","value":"[\"a\"]"},{"key":"scores","value":"[\"1\"]"}]""")]
    [InlineData("""[{"key":"block_height","value":"\"7\""}]""")]
    public void An_event_that_cannot_be_read_is_counted_and_the_block_kept(string attributes)
    {
        var frame = new DecodedFrame();
        frame.Interest.Add(2);

        Assert.Equal(DecodeResult.Block, BlockFrameDecoder.Decode(Block("emissions.v10.EventScoresSet", attributes), frame));
        Assert.Equal((9, 1, 0), (frame.Height, frame.UnreadableEvents, frame.Outcomes.Count));
    }

    [Fact]
    public void The_kind_of_actor_may_be_left_out_and_lists_may_be_null()
    {
        var frame = new DecodedFrame();
        frame.Interest.Add(2);
        const string Attributes = """[{"value":"null","key":"addresses"},{"key":"rewards","value":"null"},{"key":"block_height","value":"\"7\""},{"key":"block_height_tx","value":"\"9\""},{"key":"topic_id","value":"\"2\""}]""";

        BlockFrameDecoder.Decode(Block("emissions.v9.EventRewardsSettled", Attributes), frame);

        var told = Assert.Single(frame.Outcomes);
        Assert.Equal((OutcomeKind.Rewards, SubmissionActor.Inferer, 7), (told.Kind, told.Actor, told.Nonce));
        Assert.Empty(told.Addresses);
    }

    private static byte[] Block(string type, string attributes) => Encoding.UTF8.GetBytes(
        """{"id":1,"result":{"data":{"type":"tendermint/event/NewBlockEvents","value":{"height":"9","events":[{"attributes":""" + attributes
        + ",\"type\":\"" + type + "\"}]}}}}");
}
