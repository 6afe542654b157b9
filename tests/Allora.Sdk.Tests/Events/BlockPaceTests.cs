using Allora.Sdk.Events.Socket;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Events;

/// <summary>The block interval that silence and deadlines are judged by.</summary>
public sealed class BlockPaceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly BlockPace _pace;
    private long _height = 100;

    public BlockPaceTests() => _pace = new BlockPace(_time);

    [Fact]
    public void It_is_unknown_until_three_intervals_were_seen()
    {
        Blocks(3, seconds: 5);
        Assert.Null(_pace.Interval);
        Blocks(1, seconds: 5);
        Assert.Equal(TimeSpan.FromSeconds(5), _pace.Interval);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void A_halt_does_not_change_it_even_if_the_process_began_in_one(int before)
    {
        Blocks(before + 1, seconds: 5);
        Blocks(1, seconds: 3600);
        Blocks(3, seconds: 5);
        Assert.Equal(TimeSpan.FromSeconds(5), _pace.Interval);
    }

    [Fact]
    public void A_height_from_the_future_does_not_change_it()
    {
        Blocks(5, seconds: 5);
        _height += 1_000_000;
        Blocks(1, seconds: 5);
        Assert.Equal(TimeSpan.FromSeconds(5), _pace.Interval);
    }

    [Fact]
    public void Blocks_that_come_in_a_burst_after_a_pause_do_not_change_it()
    {
        Blocks(10, seconds: 5);
        Blocks(1, seconds: 60);
        Blocks(11, seconds: 0.001);
        Blocks(1, seconds: 5);
        Assert.Equal(TimeSpan.FromSeconds(5), _pace.Interval);
    }

    [Fact]
    public void Blocks_that_were_missed_count_with_their_share_of_the_time()
    {
        foreach (var (blocks, seconds) in new[] { (1, 2), (3, 6), (1, 2), (5, 10), (2, 4) })
        {
            _height += blocks - 1;
            Blocks(1, seconds);
        }

        Assert.Equal(TimeSpan.FromSeconds(2), _pace.Interval);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(4)]
    [InlineData(50)]
    public void It_follows_a_chain_that_changes(double seconds)
    {
        Blocks(20, seconds: 5);
        Blocks(40, seconds);
        Assert.Equal(seconds, _pace.Interval!.Value.TotalSeconds, 3);
    }

    private void Blocks(int count, double seconds)
    {
        for (var i = 0; i < count; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            _pace.Saw(++_height);
        }
    }
}
