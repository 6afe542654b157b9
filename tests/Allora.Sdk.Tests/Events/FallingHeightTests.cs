using Allora.Sdk.Events.Frames;

namespace Allora.Sdk.Tests.Events;

/// <summary>Blocks of one connection whose heights do not rise: repetitions, blocks overtaken, and heights that were wrong.</summary>
public sealed class FallingHeightTests
{
    private readonly BlockSequence _sequence = new();

    public FallingHeightTests() => Accept(100, 101, 102);

    [Fact]
    public void After_a_height_from_the_future_the_next_block_counts()
    {
        Assert.True(Take(9_000_000));

        Assert.True(Take(104));
        Assert.True(Take(105));
        Assert.Equal(105, _sequence.Latest);
    }

    [Fact]
    public void After_a_height_a_little_ahead_the_second_block_counts()
    {
        Assert.True(Take(106));

        Assert.False(Take(104));
        Assert.True(Take(105));
        Assert.Equal(105, _sequence.Latest);
    }

    [Fact]
    public void A_repetition_and_a_block_that_was_overtaken_are_dropped()
    {
        Assert.False(Take(102));
        Assert.True(Take(104));
        Assert.False(Take(103));
        Assert.True(Take(106));
        Assert.False(Take(105));
        Assert.True(Take(107));
    }

    private void Accept(params ReadOnlySpan<long> heights)
    {
        foreach (var height in heights)
            Assert.True(Take(height));
    }

    private bool Take(long height) => _sequence.TryAccept(new DecodedFrame { Height = height }, receivedTimestamp: 0, out _, out _);
}
