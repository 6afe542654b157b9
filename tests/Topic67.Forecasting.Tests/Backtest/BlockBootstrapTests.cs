using Topic67.Forecasting.Backtest;
using Topic67.Forecasting.Numerics;

namespace Topic67.Forecasting.Tests.Backtest;

public sealed class BlockBootstrapTests
{
    [Fact]
    public void A_skill_that_is_the_same_everywhere_has_an_interval_of_one_point()
    {
        var zero = Enumerable.Range(0, 5000).Select(i => 1.0 + (i % 7)).ToArray();
        var (low, high) = BlockBootstrap.Interval([.. zero.Select(z => 0.75 * z)], zero, 672, 500, 1);
        Assert.Equal(0.25, low, 1e-12);
        Assert.Equal(0.25, high, 1e-12);
    }

    [Fact]
    public void The_interval_covers_the_truth_about_as_often_as_it_says()
    {
        var covered = 0;
        for (var trial = 0; trial < 200; trial++)
        {
            // Independent blocks of equal loss, and a model whose true skill is 0.
            var random = new SeededRandom(trial + 1);
            var (model, zero) = (new double[40 * 28], new double[40 * 28]);
            for (var block = 0; block < 40; block++)
            {
                var excess = random.NextNormal();
                for (var i = 0; i < 28; i++)
                    (model[(block * 28) + i], zero[(block * 28) + i]) = (10 + excess, 10);
            }

            var (low, high) = BlockBootstrap.Interval(model, zero, 28, 400, trial);
            covered += low <= 0 && 0 <= high ? 1 : 0;
        }

        Assert.InRange(covered, 170, 200);
    }

    [Fact]
    public void Absent_steps_count_for_nothing_and_too_few_blocks_give_no_interval()
    {
        var zero = Enumerable.Repeat(1.0, 400).ToArray();
        var model = zero.Select((z, i) => i % 2 == 0 ? 0.5 : double.NaN).ToArray();
        Assert.Equal((0.5, 0.5), BlockBootstrap.Interval(model, zero, 28, 50, 3));
        Assert.Equal((double.NaN, double.NaN), BlockBootstrap.Interval(model, zero, 300, 50, 3));
    }
}
