using Allora.Chaos.Lies;

namespace Allora.Chaos.Tests;

/// <summary>Each invariant of the generator of lies is red for a run that breaks it, and only then.</summary>
public sealed class LieInvariantTests
{
    private const string Payload = "/emissions.v10.InsertWorkerPayloadRequest";

    private static readonly LieFacts Whole = new()
    {
        Paid = [new LiePayment(6, 0, 1000, Payload), new LiePayment(18, 5, 1000, Payload), new LiePayment(18, 0, 1000, Payload)],
        Bundles = [(6, "a"), (6, "a"), (18, "b"), (18, "b")],
        Spent = 3000,
        MaximumFee = 1000,
        NextAnswered = true,
        EpochsMissed = 0,
        IsGreen = true,
    };

    [Fact]
    public void A_run_that_keeps_all_of_them_is_green() => Assert.Empty(LieInvariants.Broken(Whole));

    [Fact]
    public void A_fee_above_the_cap_is_red() =>
        Red("caps", Whole with { Paid = [new LiePayment(6, 0, 1001, Payload)], Spent = 1001 });

    [Fact]
    public void A_balance_that_falls_by_more_than_fees_is_red() => Red("caps", Whole with { Spent = 3001 });

    [Fact]
    public void A_transaction_of_another_kind_is_red() =>
        Red("caps", Whole with { Paid = [.. Whole.Paid, new LiePayment(0, 0, 1, "/emissions.v10.AddStakeRequest")] });

    [Fact]
    public void A_nonce_that_is_paid_again_is_red() => Red("paid once", Whole with { Paid = [.. Whole.Paid, new LiePayment(18, 0, 0, Payload)] });

    [Fact]
    public void A_nonce_that_is_paid_again_in_vain_is_red() => Red("paid once", Whole with { Paid = [.. Whole.Paid, new LiePayment(18, 74, 0, Payload)] });

    [Fact]
    public void A_second_bundle_of_a_nonce_is_red() => Red("one bundle", Whole with { Bundles = [.. Whole.Bundles, (18, "c")] });

    [Fact]
    public void A_worker_that_ended_is_red() => Red("lives", Whole with { Ended = "an exception" });

    [Fact]
    public void A_window_that_is_missed_after_the_lie_is_red() => Red("next window", Whole with { NextAnswered = false, EpochsMissed = 2 });

    [Fact]
    public void A_green_health_while_windows_are_missed_is_red()
    {
        Red("health", Whole with { EpochsMissed = 4 });
        Assert.Empty(LieInvariants.Broken(Whole with { EpochsMissed = 4, IsGreen = false }));
    }

    [Fact]
    public void Every_scalar_of_a_reply_is_a_field_and_gets_lies_of_its_type()
    {
        var method = Sdk.Protos.Emissions.V10.QueryReflection.Descriptor.Services[0].FindMethodByName("GetTopic");
        var fields = LieField.OfReply(method).ToDictionary(static field => field.Path);
        Assert.Contains("topic.epoch_length", fields.Keys);
        Assert.Contains("topic.label_whitelist", fields.Keys);
        Assert.Contains(LieValues.Of(fields["topic.epoch_length"]), static told => told.Value == "-9223372036854775808");
        Assert.All(fields.Values, static field => Assert.True(LieValues.Of(field).Count() >= 4));
    }

    private static void Red(string invariant, LieFacts facts) =>
        Assert.All(Assert.Single(LieInvariants.Broken(facts).GroupBy(static broken => broken.Split(':')[0])), broken => Assert.StartsWith(invariant + ":", broken, StringComparison.Ordinal));
}
