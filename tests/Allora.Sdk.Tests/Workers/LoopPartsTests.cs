using Allora.Sdk.Blocks;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers.Loop;
using Allora.Sdk.Workers.Nonces;
using CsCheck;

namespace Allora.Sdk.Tests.Workers;

/// <summary>The small parts of the loop, on a clock that tests move.</summary>
public sealed class LoopPartsTests
{
    private readonly ManualClock _time = new();

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(80);

    [Fact]
    public void A_look_is_due_by_interval_by_a_missed_start_and_by_silence_and_not_more_often()
    {
        var schedule = new PollSchedule(new WorkerOptions { TopicId = 1, PollInterval = TimeSpan.FromSeconds(60) }, _time);
        Assert.False(Due(height: 10));
        _time.Move(TimeSpan.FromSeconds(60));
        Assert.True(Due(height: 10));

        schedule.Polled(lagDetections: 0);
        schedule.Expect(20, height: 10, epoch: 0);
        _time.Move(TimeSpan.FromSeconds(11));
        Assert.False(Due(height: 21), "the event may be on its way");
        Assert.True(Due(height: 22), "the event was missed");
        Assert.False(Due(height: 19, silent: true), "nothing can have opened");
        Assert.True(Due(height: 20, silent: true));

        schedule.Heard(20, epoch: 0);
        Assert.False(Due(height: 30), "the window was heard of");
        Assert.True(Due(height: 30, silent: true), "when the next one opens is not known");
        schedule.Polled(lagDetections: 0);
        Assert.False(Due(height: 30, silent: true), "looked just now");

        bool Due(long height, bool silent = false) =>
            schedule.IsDue(new TickMoment(_time.GetTimestamp(), height, silent, TimeSpan.FromSeconds(10), Tick, Sharing: 1, LagDetections: 0), WorkerState.Ready);
    }

    [Theory]
    [InlineData(45, 60)]
    [InlineData(119, 120)]
    [InlineData(60, 80)]
    public void An_event_off_the_grid_moves_no_start_that_is_known(long reported, long expected)
    {
        var schedule = new PollSchedule(new WorkerOptions { TopicId = 1, PollInterval = TimeSpan.FromHours(1) }, _time);
        schedule.Expect(40, height: 30, epoch: 20);
        schedule.Heard(reported, epoch: 20);
        _time.Move(TimeSpan.FromSeconds(11));
        Assert.False(IsDue(expected + 1), "the event may be on its way");
        Assert.True(IsDue(expected + 2), "the event was missed");

        bool IsDue(long height) =>
            schedule.IsDue(new TickMoment(_time.GetTimestamp(), height, Silent: false, TimeSpan.FromSeconds(10), Tick, Sharing: 1, LagDetections: 0), WorkerState.Ready);
    }

    [Fact]
    public void A_look_comes_before_its_interval_is_over_and_not_after()
    {
        var schedule = new PollSchedule(new WorkerOptions { TopicId = 1, PollInterval = TimeSpan.FromMilliseconds(660) }, _time);
        for (var elapsed = Tick; elapsed + Tick <= TimeSpan.FromMilliseconds(660); elapsed += Tick)
        {
            _time.Move(Tick);
            Assert.False(IsDue(), $"{elapsed} is early enough for one more tick");
        }

        _time.Move(Tick);
        Assert.True(IsDue(), "the next tick would be late");

        bool IsDue() => schedule.IsDue(new TickMoment(_time.GetTimestamp(), 1, false, TimeSpan.FromSeconds(10), Tick, Sharing: 1, LagDetections: 0), WorkerState.Ready);
    }

    [Fact]
    public void A_look_that_failed_or_was_at_a_node_that_has_fallen_behind_is_made_again_sooner()
    {
        var schedule = new PollSchedule(new WorkerOptions { TopicId = 1, PollInterval = TimeSpan.FromSeconds(60) }, _time);
        schedule.Polled(lagDetections: 3);
        _time.Move(TimeSpan.FromSeconds(15));
        Assert.False(IsDue(lagDetections: 3));
        Assert.True(IsDue(lagDetections: 4));

        schedule.Polled(lagDetections: 4);
        Assert.False(IsDue(lagDetections: 5), "looked just now");
        _time.Move(TimeSpan.FromSeconds(15));
        Assert.False(IsDue(lagDetections: 4));
        schedule.Failed();
        Assert.True(IsDue(lagDetections: 4));

        bool IsDue(int lagDetections) =>
            schedule.IsDue(new TickMoment(_time.GetTimestamp(), 1, false, TimeSpan.FromSeconds(30), Tick, Sharing: 1, lagDetections), WorkerState.Ready);
    }

    [Fact]
    public void While_events_arrive_topics_that_know_their_next_window_share_the_interval()
    {
        var schedule = new PollSchedule(new WorkerOptions { TopicId = 1, PollInterval = TimeSpan.FromSeconds(60) }, _time);
        _time.Move(TimeSpan.FromSeconds(60));
        Assert.True(IsDue(10, sharing: 200), "it has never seen a window");

        schedule.Polled(lagDetections: 0);
        schedule.Expect(nextStart: long.MaxValue, height: 10, epoch: 720);
        _time.Move(TimeSpan.FromSeconds(60 * 199));
        Assert.False(IsDue(729, sharing: 200));
        Assert.True(IsDue(729, sharing: 1), "no events");
        Assert.True(IsDue(732, sharing: 200), "an epoch has passed without a window, whatever a node reported");

        schedule.Heard(732, epoch: 720);
        Assert.False(IsDue(1451, sharing: 200));
        Assert.True(IsDue(1454, sharing: 200), "the next one did not come");
        _time.Move(TimeSpan.FromSeconds(60));
        Assert.True(IsDue(1000, sharing: 200), "its share of the intervals is over");

        bool IsDue(long height, int sharing) =>
            schedule.IsDue(new TickMoment(_time.GetTimestamp(), height, false, TimeSpan.FromSeconds(10), Tick, sharing, LagDetections: 0), WorkerState.Ready);
    }

    [Fact]
    public void A_loop_that_need_not_query_shows_a_sign_of_life_once_an_interval()
    {
        var schedule = new PollSchedule(new WorkerOptions { TopicId = 1, PollInterval = TimeSpan.FromSeconds(60) }, _time);
        _time.Move(TimeSpan.FromSeconds(59));
        Assert.False(IsTurnDue());
        _time.Move(TimeSpan.FromSeconds(1));
        Assert.True(IsTurnDue());
        Assert.False(IsTurnDue(), "it was shown just now");
        _time.Move(TimeSpan.FromSeconds(40));
        schedule.Polled(lagDetections: 0);
        _time.Move(TimeSpan.FromSeconds(40));
        Assert.False(IsTurnDue(), "a query is one");
        _time.Move(TimeSpan.FromSeconds(20));
        Assert.True(IsTurnDue());

        bool IsTurnDue() => schedule.IsTurnDue(new TickMoment(_time.GetTimestamp(), 1, false, TimeSpan.FromSeconds(10), Tick, Sharing: 200, LagDetections: 0));
    }

    [Fact]
    public void What_is_settled_stays_settled_in_bounded_memory() =>
        Gen.Long[1, 400].List[0, 300].Sample(nonces =>
        {
            var settled = new SettledNonces();
            var seen = new HashSet<long>();
            foreach (var nonce in nonces)
            {
                var isNew = settled.Add(nonce);
                Assert.False(isNew && seen.Contains(nonce), "settled twice");
                seen.Add(nonce);
                Assert.True(settled.Contains(nonce));
            }

            Assert.All(seen, nonce => Assert.True(settled.Contains(nonce)));
            Assert.False(settled.Contains(401));
        });

    [Fact]
    public void The_least_of_the_last_eight_counts()
    {
        var least = new RecentMinimum();
        Assert.Equal(TimeSpan.Zero, least.Value);
        foreach (var seconds in new[] { 1, 9, 8, 7, 6, 5, 4, 3, 2 })
            least.Add(TimeSpan.FromSeconds(seconds));
        Assert.Equal(TimeSpan.FromSeconds(2), least.Value);
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Move(TimeSpan by) => _ticks += by.Ticks;

        public override long GetTimestamp() => _ticks;
    }
}
