namespace Allora.Sdk.Tests.Sending;

/// <summary>The system's clock, set ahead by a test: timers go on as usual, the calendar does not.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
