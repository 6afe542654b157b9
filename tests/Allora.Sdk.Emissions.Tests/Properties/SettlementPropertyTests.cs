using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using CsCheck;

namespace Allora.Sdk.Emissions.Tests.Properties;

public sealed class SettlementPropertyTests
{
    private static readonly Dec Reward = Dec.Parse("27687062827703624.47093539398001261");

    [Fact]
    public void The_order_of_actors_does_not_matter() => RandomEpoch.Any.Sample(static epoch =>
    {
        var turned = new RandomEpoch([.. epoch.Reputers.Reverse().Select(static one => one with { Losses = Turned(one.Losses) })]);
        var (first, second) = (epoch.Settle(Reward), turned.Settle(Reward));
        Assert.Equal(Text(first), Text(second));
    }, iter: 60);

    [Fact]
    public void Scaling_all_stakes_changes_no_fraction() => Gen.Select(RandomEpoch.Any, Gen.Int[1, 9], Gen.Int[2, 1000]).Sample(static (epoch, decades, factor) =>
    {
        var plain = epoch.Settle(Reward);
        // Each digit is the same after a shift of the decimal point; other factors change what is cut off.
        Assert.Equal(Text(plain), Text(epoch.Settle(Reward, one => one.Stake.Truncate() * BigInteger.Pow(10, decades))));
        var scaled = epoch.Settle(Reward, one => one.Stake.Truncate() * factor);
        foreach (var (left, right) in All(plain.Fractions!).Zip(All(scaled.Fractions!)))
            Assert.True((left.Value - right.Value).Abs() <= new Dec(BigInteger.One, -24), $"{left.Worker}: {left.Value} and {right.Value}");
    }, iter: 40);

    [Fact]
    public void Fractions_add_up_to_one() => RandomEpoch.Any.Sample(static epoch =>
    {
        var fractions = epoch.Settle(Reward).Fractions!;
        foreach (var list in new[] { fractions.Reputers, fractions.Inferers, fractions.Forecasters }.Where(static list => list.Length > 0))
        {
            var missing = Dec.One - list.Select(static one => one.Value).Sum();
            Assert.True(missing.Sign >= 0 && missing < new Dec(BigInteger.One, -32), $"{missing} is missing");
        }
    }, iter: 60);

    [Fact]
    public void Tokens_paid_never_exceed_the_reward() => Gen.Select(RandomEpoch.Any, Gen.Long[0, long.MaxValue]).Sample(static (epoch, reward) =>
    {
        var result = epoch.Settle(reward);
        Assert.Null(result.Failure);
        var paid = result.ReputerRewards.Concat(result.InfererRewards).Concat(result.ForecasterRewards)
            .Aggregate(BigInteger.Zero, static (sum, one) => sum + one.Value.Truncate());
        Assert.True(paid <= reward, $"{paid} of {reward}");
        Assert.True(reward - paid < 10_000, $"only {paid} of {reward}");
    }, iter: 60);

    [Fact]
    public void A_network_inference_lies_between_the_inferences() => RandomEpoch.Any.Sample(static epoch =>
    {
        var ledger = ReputerClose.Run(TopicLedger.Empty, 10, epoch.Reputers, RandomEpoch.Topic, RandomEpoch.Parameters).Ledger;
        var first = epoch.Reputers[0].Losses;
        ImmutableArray<WorkerValues> inferences = [.. first.Inferers.Select(static one => new WorkerValues(one.Worker, [one.Value]))];
        ImmutableArray<WorkerForecast> forecasts = [.. first.Forecasters.Select(one => new WorkerForecast(
            one.Worker, [.. first.OneOutInferers.Select(static loss => new ForecastElement(loss.Worker, loss.Value))]))];
        var bundle = WorkerClose.Run(ledger, inferences, forecasts, RandomEpoch.Topic, RandomEpoch.Parameters).Inference!;
        var turned = WorkerClose.Run(ledger, [.. inferences.Reverse()], [.. forecasts.Reverse()], RandomEpoch.Topic, RandomEpoch.Parameters).Inference!;
        var (least, most) = (inferences.Min(static one => one.Values[0]), inferences.Max(static one => one.Values[0]));
        var slack = new Dec(BigInteger.One, -30);
        foreach (var value in bundle.OneOutInferers.Concat(bundle.OneOutForecasters).Concat(bundle.OneInForecasters).Concat(bundle.Forecasters)
            .Select(static one => one.Values[0]).Append(bundle.Combined[0]).Append(bundle.Naive[0]))
            Assert.True(value >= least - slack && value <= most + slack, $"{value} is not between {least} and {most}");
        Assert.Equal(bundle.Combined[0].ToString(), turned.Combined[0].ToString());
        Assert.Equal(bundle.OneOutInferers.Select(static one => one.Values[0].ToString()), turned.OneOutInferers.Select(static one => one.Values[0].ToString()));
    }, iter: 40);

    private static LossBundle Turned(LossBundle losses) => losses with
    {
        Inferers = [.. losses.Inferers.Reverse()],
        Forecasters = [.. losses.Forecasters.Reverse()],
        OneOutInferers = [.. losses.OneOutInferers.Reverse()],
        OneOutForecasters = [.. losses.OneOutForecasters.Reverse()],
        OneInForecasters = [.. losses.OneInForecasters.Reverse()],
        OneOutInfererForecasters = [.. losses.OneOutInfererForecasters.Reverse().Select(static row => row with { WithheldInferers = [.. row.WithheldInferers.Reverse()] })],
    };

    private static IEnumerable<WorkerValue> All(RoleFractions fractions) =>
        fractions.Reputers.Concat(fractions.Inferers).Concat(fractions.Forecasters);

    private static IEnumerable<string> Text(RewardDistributionResult result) =>
        All(result.Fractions!).Concat(result.ReputerRewards).Concat(result.InfererRewards).Concat(result.ForecasterRewards)
            .Select(static one => $"{one.Worker} {one.Value}");
}
