namespace Allora.Chaos.Tests;

/// <summary>The judge on logs that were written for it: what it must let pass, and what it must not.</summary>
public sealed class JudgeTests
{
    private static RunScript Healthy => new RunScript().Process(1, 100, 500, 4500).Provider(1, 1010, "ask").Provider(1, 1020, "answer");

    // One node alone answers, for less than twice D: what breaks that in the middle leaves no chance.
    private static RunScript OneChance =>
        Healthy.Fault(1, "half-open", 0, 4000, node: 1).Fault(2, "unavailable", 0, 1090, node: 0).Fault(3, "unavailable", 2310, 4000, node: 0);

    [Fact]
    public void A_window_that_was_answered_passes()
    {
        using var run = Healthy.Payload(11, 0);

        var (code, text) = run.Judge();

        Assert.Contains("windows 1, made 1, recoverable 1 (100.0 %), missed of these 0", text, StringComparison.Ordinal);
        Assert.Equal((0, "verdict: PASSED"), (code, text.TrimEnd().Split('\n')[^1].Trim()));
    }

    [Fact]
    public void A_window_without_a_payload_fails() => Fails(Healthy, "1 recoverable windows missed", accountSequence: 0);

    [Fact]
    public void A_window_whose_provider_was_never_asked_fails() =>
        Fails(new RunScript().Process(1, 100, 500, 4500), "1 recoverable windows missed", accountSequence: 0);

    [Fact]
    public void A_payload_that_failed_is_no_answer() => Fails(Healthy.Payload(11, 0, code: 7), "1 recoverable windows missed");

    [Fact]
    public void A_fee_above_the_limit_fails() => Fails(Healthy.Payload(11, 0, fee: 6), "paid 6 uallo, 5 are allowed");

    [Fact]
    public void Fees_above_the_days_budget_fail() => Fails(Healthy.Payload(11, 0).Payload(12, 1, nonce: 9).Payload(13, 2, nonce: 8), "paid 15 uallo, 10 are allowed on a day", accountSequence: 3);

    [Fact]
    public void A_transaction_of_another_kind_fails() =>
        Fails(Healthy.Payload(11, 0, fee: 1).Payload(12, 1, fee: 1, type: "/emissions.v10.AddStakeRequest"), "sent a /emissions.v10.AddStakeRequest", accountSequence: 2);

    [Theory]
    [InlineData(0, 1600, true)]
    [InlineData(1300, 3000, false)]
    [InlineData(1690, 2310, false)]
    [InlineData(2310, 3000, true)]
    public void One_node_must_answer_for_D_without_a_break(double brokenFrom, double brokenTo, bool isRecoverable)
    {
        // The second node is broken all the time.
        using var run = Healthy.Fault(1, "half-open", 0, 4000, node: 1).Fault(2, "unavailable", brokenFrom, brokenTo, node: 0);

        Assert.Contains($"recoverable {(isRecoverable ? 1 : 0)} (", run.Judge(accountSequence: 0).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1600, 1800, true)]
    [InlineData(1690, 2310, false)]
    public void A_machine_that_stands_still_breaks_the_chance_of_every_node(double from, double to, bool isRecoverable)
    {
        using var run = Healthy.Stall(from, to);

        Assert.Contains($"recoverable {(isRecoverable ? 1 : 0)} (", run.Judge(accountSequence: 0).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1600, 1800, true)]
    [InlineData(1690, 2310, false)]
    public void No_node_answers_during_an_upgrade(double from, double to, bool isRecoverable)
    {
        using var run = Healthy.Away(from, to);
        var text = run.Judge(accountSequence: 0).Text;

        Assert.Contains($"recoverable {(isRecoverable ? 1 : 0)} (", text, StringComparison.Ordinal);
        Assert.Contains($"upgrade: no node for {to - from:F0} ms, nodes 3 ms apart", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_price_that_jumps_throws_out_what_waits_when_the_next_block_is_made(bool jumps, bool isRecoverable)
    {
        using var run = OneChance;
        if (jumps)
            run.Fault(4, "gas-price-jump", 1650, 1651, number: 27);

        Assert.Contains($"recoverable {(isRecoverable ? 1 : 0)} (", run.Judge(accountSequence: 0).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", false)]
    [InlineData("H17", true)]
    public void A_transaction_that_vanished_breaks_the_chance_and_one_that_came_into_a_block_has_not_vanished(string hash, bool isRecoverable)
    {
        using var run = OneChance.Fault(4, "tx-vanished", 1640, 3000, number: 1).Broadcast(1650, hash).Payload(17, 0, nonce: 4);

        Assert.Contains($"recoverable {(isRecoverable ? 1 : 0)} (", run.Judge().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_accepted_once_more_before_it_came_into_a_block_had_vanished_before()
    {
        using var run = OneChance.Fault(4, "tx-vanished", 1640, 3000, number: 1).Broadcast(1650, "H17").Broadcast(1690, "H17").Payload(17, 0, nonce: 4);

        Assert.Contains("recoverable 0 (", run.Judge().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_nodes_that_answer_by_turns_are_none_that_answers_for_D()
    {
        using var run = Healthy;
        for (var i = 0; i < 8; i++)
            run.Fault(i, "latency", 1000 + (i * 300), 1300 + (i * 300), node: i % 2);

        Assert.Contains("not recoverable: nodes 1", run.Judge(accountSequence: 0).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_event_socket_excuses_nothing() =>
        Fails(Healthy.Fault(1, "ws-half-open", 0, 4000, node: 0).Fault(2, "ws-blackout", 0, 4000), "1 recoverable windows missed", accountSequence: 0);

    [Theory]
    [InlineData(2200, true)]
    [InlineData(2400, false)]
    public void A_restart_counts_from_its_first_look(double seen, bool isRecoverable)
    {
        using var run = new RunScript().Process(1, 100, 500, 1200, "kill").Process(2, 1300, seen, 4500);

        Assert.Contains($"recoverable {(isRecoverable ? 1 : 0)} (", run.Judge(accountSequence: 0).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1900, true)]
    [InlineData(2400, false)]
    public void A_slow_provider_must_leave_D(double answered, bool isRecoverable)
    {
        using var run = new RunScript().Process(1, 100, 500, 4500).Provider(1, 1010, "ask").Provider(1, answered, "answer");

        Assert.Contains($"recoverable {(isRecoverable ? 1 : 0)} (", run.Judge(accountSequence: 0).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_is_asked_late_and_answers_at_once_excuses_nothing() =>
        Fails(new RunScript().Process(1, 100, 500, 4500).Provider(1, 2980, "ask").Provider(1, 2985, "answer"), "1 recoverable windows missed", accountSequence: 0);

    [Fact]
    public void A_second_payment_fails_even_where_it_failed_in_its_block() =>
        Fails(Healthy.Payload(11, 0).Payload(12, 1, code: 5), "1 nonces paid twice", accountSequence: 2);

    [Fact]
    public void A_failure_before_the_payload_is_no_second_payment()
    {
        using var run = Healthy.Payload(11, 0, code: 11).Payload(12, 1);

        Assert.Equal(0, run.Judge(accountSequence: 2).ExitCode);
    }

    [Fact]
    public void A_gap_in_the_sequences_fails() => Fails(Healthy.Payload(11, 0), "gap: ", accountSequence: 2);

    [Fact]
    public void What_a_block_turned_away_has_used_no_sequence_and_paid_nothing()
    {
        using var script = Healthy.Payload(11, 0, code: 32, charged: false).Payload(12, 0).Payload(13, 1, code: 32, charged: false);
        var (_, text) = script.Judge(accountSequence: 1);
        Assert.Contains("1 transactions in blocks (2 more turned away unpaid)", text, StringComparison.Ordinal);
        Assert.Contains("gaps left in a sequence: 0", text, StringComparison.Ordinal);
        Assert.Contains("paid twice: 0", text, StringComparison.Ordinal);
        Assert.Contains("fees burned by failures: 0 uallo", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_that_ends_by_itself_fails() =>
        Fails(new RunScript().Process(1, 100, 500, 900, "crash").Process(2, 910, 990, 4500).Payload(11, 0), "ended by itself", accountSequence: 1);

    private static void Fails(RunScript script, string why, ulong accountSequence = 1)
    {
        using (script)
        {
            var (code, text) = script.Judge(accountSequence);
            Assert.Equal(1, code);
            Assert.Contains(why, text, StringComparison.Ordinal);
        }
    }
}
