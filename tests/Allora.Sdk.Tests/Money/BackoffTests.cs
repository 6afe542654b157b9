using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Tests.Workers;

namespace Allora.Sdk.Tests.Money;

/// <summary>The pauses between attempts that each cost a fee.</summary>
public class BackoffTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(10, 8)]
    [InlineData(60, 14)]
    public void Nodes_that_confirm_and_deny_in_turn_cause_few_attempts(int minutes, int most)
    {
        var time = new ShiftedTime();
        var backoff = new Backoff(time);
        for (var tick = 0; tick < minutes * 600; tick++)
        {
            time.Shift(TimeSpan.FromMilliseconds(100));
            if (tick % 2 == 0)
                backoff.Fulfilled();
            else if (backoff.IsDue)
                backoff.Attempted();
        }

        Assert.InRange(backoff.Attempts, 2, most);
    }

    [Fact]
    public void A_long_time_without_an_attempt_begins_anew()
    {
        var time = new ShiftedTime();
        var backoff = new Backoff(time);
        backoff.Attempted();
        time.Shift(TimeSpan.FromMinutes(9));
        backoff.Fulfilled();
        Assert.Equal(1, backoff.Attempts);
        time.Shift(TimeSpan.FromMinutes(2));
        backoff.Fulfilled();
        Assert.Equal(0, backoff.Attempts);
        Assert.True(backoff.IsDue);
    }

    [Fact]
    public void An_earlier_run_counts_and_a_clock_that_was_ahead_does_not()
    {
        var time = new ShiftedTime();
        var backoff = new Backoff(time);
        backoff.Restore(3, time.GetUtcNow() - TimeSpan.FromSeconds(5));
        Assert.InRange(backoff.Left, TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(15));

        var ahead = new Backoff(time);
        ahead.Restore(40, time.GetUtcNow() + TimeSpan.FromDays(400));
        Assert.InRange(ahead.Left, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }
}
