using Allora.Sdk.Chain.Transport;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>The chain's height by claims of which some are wrong.</summary>
public sealed class HeightTracksTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly HeightTracks _heights;

    public HeightTracksTests() => _heights = new HeightTracks(_time, () => Pace);

    [Fact]
    public void A_claim_from_the_future_changes_nothing()
    {
        Blocks(100, 10);
        Assert.False(_heights.Saw(long.MaxValue));
        Assert.False(_heights.Saw(150));

        Assert.Equal((110, 110), (_heights.Height, _heights.Lowest));
        Blocks(110, 10);
        Assert.Equal((120, 120), (_heights.Height, _heights.Lowest));
    }

    [Fact]
    public void Blocks_that_passed_unseen_are_believed_by_the_time_that_passed()
    {
        Blocks(100, 10);
        _time.Advance(100 * Pace);
        Assert.True(_heights.Saw(210));
        Assert.Equal(210, _heights.Height);
    }

    [Fact]
    public void A_first_claim_that_was_wrong_is_given_up()
    {
        _heights.Saw(1_000_000);
        _heights.Saw(100);

        Assert.Equal(100, _heights.Lowest);
        Blocks(100, 10);
        Assert.Equal((110, 110), (_heights.Height, _heights.Lowest));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(-90)]
    public void A_chain_that_is_somewhere_else_is_believed_once_the_old_height_is_not_confirmed_any_more(long jump)
    {
        Blocks(100, 10);
        Blocks(110 + jump, 10);

        Assert.Equal(120 + jump, _heights.Height);
        Assert.Equal(120 + jump, _heights.Lowest);
        // What counts blocks is not deceived by the jump.
        Assert.InRange(_heights.Progress, 10, 25);
    }

    [Fact]
    public void Two_nodes_that_contradict_each_other_do_not_end_windows()
    {
        Blocks(100, 10);
        for (var block = 1; block <= 20; block++)
        {
            _time.Advance(Pace);
            _heights.Saw(110 + block);
            _heights.Saw(5_000 + block);
        }

        Assert.Equal((130, 130), (_heights.Height, _heights.Lowest));
    }

    private void Blocks(long after, int count)
    {
        for (var height = after + 1; height <= after + count; height++)
        {
            _time.Advance(Pace);
            _heights.Saw(height);
        }
    }
}
