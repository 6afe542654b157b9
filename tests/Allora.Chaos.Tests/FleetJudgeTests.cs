using Allora.Chaos.Fleets;

namespace Allora.Chaos.Tests;

/// <summary>The verdict over a fleet run: blocks of a second, a window of topic 7 from block 10 to block 20, one wallet. All is well until a test adds something.</summary>
public sealed class FleetJudgeTests
{
    private const string Wallet = "allo1wallet";

    [Fact]
    public void An_answered_window_breaks_nothing()
    {
        var judge = Judge([Sent(11, 0, "b"), Included(12, 0, "b")]);
        Assert.Equal((1, 0), (judge.Windows, judge.Missed));
        Assert.Empty(Broken(judge));
    }

    [Fact]
    public void The_same_bytes_again_and_a_repair_under_the_same_sequence_break_nothing() =>
        Assert.Empty(Broken(Judge([Sent(11, 0, "b"), Sent(12, 0, "b"), Sent(13, 0, "b") with { Hash = "repair" }, Included(14, 0, "b")])));

    [Fact]
    public void Two_included_transactions_for_a_nonce_are_paid_twice() =>
        Assert.Single(Judge([Included(12, 0, "b"), Included(13, 1, "b")]).PaidTwice);

    [Fact]
    public void A_failed_transaction_after_an_included_one_is_paid_twice_unless_the_block_turned_it_away()
    {
        Assert.Single(Judge([Included(12, 0, "b"), Included(13, 1, "b") with { Code = 68, Codespace = "emissions" }]).PaidTwice);
        Assert.Empty(Judge([Included(12, 0, "b"), Included(13, 0, "b") with { Code = 32, Codespace = "sdk" }]).PaidTwice);
    }

    [Fact]
    public void Another_bundle_is_found_even_if_it_was_only_simulated() =>
        Assert.Single(Judge([Sent(11, 0, "b") with { Kind = "simulate" }, Sent(12, 0, "other"), Included(13, 0, "other")]).OtherBundles);

    [Fact]
    public void Another_sequence_is_found_while_the_first_is_pending()
    {
        Assert.Single(Judge([Sent(11, 0, "b"), Sent(12, 1, "b")]).OtherSequences);
        // Past its last height, and after its sequence was used, the first one can be in no block.
        Assert.Empty(Judge([Sent(11, 0, "b"), Sent(16, 1, "b")]).OtherSequences);
        Assert.Empty(Judge([Sent(11, 0, "b"), Included(12, 0, "x") with { Payload = null }, Sent(13, 1, "b")]).OtherSequences);
    }

    [Theory]
    [InlineData(15_000, 5_500, true)]
    [InlineData(15_000, 4_500, false)]
    [InlineData(21_000, 9_000, false)]
    public void A_window_may_be_missed_only_if_it_ends_before_the_fault_and_its_time(double start, double d, bool isAllowed)
    {
        var fault = new FleetFault { Kind = FleetFaultKinds.Kill, Start = start, D = d, Wallets = new HashSet<string>([Wallet]), Recovery = 1 };

        var judge = Judge([], fault);

        Assert.Equal(1, judge.Missed);
        Assert.Equal(isAllowed, judge.NotAllowed.Count == 0);
    }

    [Fact]
    public void A_fault_excuses_its_own_wallets_alone()
    {
        var fault = new FleetFault { Kind = FleetFaultKinds.Kill, Start = 15_000, D = 9_000, Wallets = new HashSet<string>(["allo1other"]), Recovery = 1 };
        Assert.Single(Judge([], fault).NotAllowed);
    }

    private static FleetJudge Judge(FleetLine[] lines, params FleetFault[] faults)
    {
        IEnumerable<FleetLine> blocks = Enumerable.Range(1, 30).Select(static height => new FleetLine { Kind = "block", Time = height * 1000, Height = height });
        var opened = new FleetLine { Kind = "window_opened", Time = 10_000, Height = 10, Window = (7, 10, 20) };
        return new FleetJudge([.. blocks.Append(opened).Concat(lines).OrderBy(static line => line.Time)], faults, [Wallet], from: 0);
    }

    private static IEnumerable<string> Broken(FleetJudge judge) => [.. judge.PaidTwice, .. judge.OtherBundles, .. judge.OtherSequences, .. judge.NotAllowed];

    private static FleetLine Sent(long height, ulong sequence, string bundle) => new()
    {
        Kind = "broadcast",
        Time = (height * 1000) + 500,
        Height = height,
        Hash = $"tx{sequence}",
        Signer = Wallet,
        Sequence = sequence,
        TimeoutHeight = 15,
        Payload = new FleetPayload(Wallet, 7, 10, bundle),
    };

    private static FleetLine Included(long height, ulong sequence, string bundle) => Sent(height, sequence, bundle) with { Kind = "tx", Time = height * 1000 };
}
