using Microsoft.Extensions.Time.Testing;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Prices;

public sealed class SimulatedPriceSourceTests
{
    [Fact]
    public async Task The_same_seed_and_start_give_the_same_market_however_it_is_asked()
    {
        var time = new FakeTimeProvider(Market.Start.AddHours(500));
        var (one, other, third) = (Make(7), Make(7), Make(8));
        var whole = await one.GetBarsAsync(Market.Start, Market.Start.AddHours(500), TestContext.Current.CancellationToken);
        var tail = await other.GetBarsAsync(Market.Start.AddHours(400), Market.Start.AddHours(500), TestContext.Current.CancellationToken);
        var different = await third.GetBarsAsync(Market.Start, Market.Start.AddHours(500), TestContext.Current.CancellationToken);
        Assert.Equal(whole.Bars.Skip(400), tail.Bars);
        Assert.NotEqual(whole.Bars[0].Close, different.Bars[0].Close);
        Assert.Equal(("simulated", true, 500), (whole.Source, one.IsSimulated, whole.Bars.Count));
        Assert.All(whole.Bars, b => Assert.Null(b.Fault()));

        SimulatedPriceSource Make(int seed) => new(seed, Market.Start, time);
    }

    [Fact]
    public async Task The_walk_is_pinned_so_that_two_machines_see_the_same_market() =>
        Assert.Equal(Pinned, (await new SimulatedPriceSource(1, Market.Start, new FakeTimeProvider(Market.Start.AddHours(3)))
            .GetBarsAsync(Market.Start, Market.Start.AddHours(3), TestContext.Current.CancellationToken)).Bars.Select(b => b.Close));

    private static readonly double[] Pinned = [60315.29, 60948.14, 61073.18];

    [Fact]
    public async Task A_bar_that_is_still_open_is_not_given()
    {
        var time = new FakeTimeProvider(Market.Start.AddMinutes(119));
        var source = new SimulatedPriceSource(1, Market.Start, time);
        Assert.Single((await source.GetBarsAsync(Market.Start, Market.Start.AddDays(1), TestContext.Current.CancellationToken)).Bars);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await source.GetBarsAsync(Market.Start, Market.Start.AddDays(1), TestContext.Current.CancellationToken)).Bars.Count);
    }
}
