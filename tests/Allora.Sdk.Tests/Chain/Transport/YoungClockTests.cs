using Allora.Sdk.Chain.Transport;

namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>A machine's clock counts from its start: an endpoint that has never answered was not asked at that moment.</summary>
public class YoungClockTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60 * TimeSpan.TicksPerSecond)]
    public void One_that_never_answered_is_probed_on_a_machine_that_has_just_started(long start)
    {
        var clock = new ClockFrom(start);
        var health = new EndpointHealth(new AlloraClientOptions { TimeProvider = clock, ProbeInterval = TimeSpan.FromHours(2) });
        Assert.False(health.HasAnswered);
        Assert.True(health.IsProbeDue(clock.GetTimestamp()));
        Assert.Equal(TimeSpan.Zero, health.RemainingWait);

        health.Answered(clock.GetTimestamp());
        Assert.True(health.HasAnswered);
        Assert.False(health.IsProbeDue(clock.GetTimestamp()));
        health.Told(7);
        Assert.Equal(7, health.LastReported);
    }

    private sealed class ClockFrom(long start) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => start;
    }
}
