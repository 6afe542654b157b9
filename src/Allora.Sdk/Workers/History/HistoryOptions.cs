namespace Allora.Sdk.Workers.History;

/// <summary>Options of <see cref="HistoryWriter"/>.</summary>
public sealed record HistoryOptions
{
    /// <summary>How many changes wait for the store before further ones are dropped (<see cref="HistoryWriter.Dropped"/>). Default 10 000; at least 100.</summary>
    public int Capacity { get; init; } = 10_000;

    /// <summary>How long rows are kept after their last change. Default 90 days; at least 1 hour.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(90);

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        if (Capacity < 100)
            throw new ArgumentException($"{nameof(Capacity)} must be at least 100.");
        if (Retention < TimeSpan.FromHours(1))
            throw new ArgumentException($"{nameof(Retention)} must be at least 1 hour.");
    }
}
