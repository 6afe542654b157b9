using Allora.Chaos.Plan;

namespace Allora.Chaos.Tests;

public sealed class FaultPlanTests
{
    [Fact]
    public void A_seed_gives_the_same_faults_again_and_another_seed_others()
    {
        var once = new FaultPlan(new ChaosOptions { Seed = 5 }).Faults().Take(500).ToList();

        Assert.Equal(once, new FaultPlan(new ChaosOptions { Seed = 5 }).Faults().Take(500));
        Assert.NotEqual(once, new FaultPlan(new ChaosOptions { Seed = 6 }).Faults().Take(500));
        Assert.Equal(once.OrderBy(static fault => fault.AtMs), once);
    }

    [Fact]
    public void At_most_one_node_lies_at_a_time()
    {
        var options = new ChaosOptions { Seed = 7, Lies = true };
        var lies = new FaultPlan(options).Faults().TakeWhile(static fault => fault.AtMs < 600_000).Where(static fault => fault.Kind == FaultNames.Lie).ToList();

        Assert.Equal([0, 1, 2], lies.Select(static lie => lie.Node!.Value).Distinct().Order());
        Assert.All(lies.Zip(lies.Skip(1)), static pair => Assert.True(pair.First.AtMs + pair.First.DurationMs <= pair.Second.AtMs));
        Assert.DoesNotContain(new FaultPlan(options with { Lies = false }).Faults().Take(2000), static fault => fault.Kind == FaultNames.Lie);
    }

    [Fact]
    public void Five_minutes_hold_every_kind_of_fault_more_than_once()
    {
        var counts = new FaultPlan(new ChaosOptions { Seed = 7 }).Faults().TakeWhile(static fault => fault.AtMs < 240_000).CountBy(static fault => fault.Kind).ToDictionary();

        foreach (var kind in FaultNames.All.Where(static kind => kind != FaultNames.Upgrade))
            Assert.True(counts.GetValueOrDefault(kind) > 1, kind);
    }
}
