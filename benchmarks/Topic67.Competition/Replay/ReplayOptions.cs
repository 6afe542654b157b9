namespace Topic67.Competition.Replay;

/// <summary>Which windows are replayed, and on what chain.</summary>
internal sealed record ReplayOptions
{
    /// <summary>The file of hourly bars.</summary>
    public required string Prices { get; init; }

    /// <summary>The block time of the first window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>How many windows, an hour of market time apart.</summary>
    public required int Windows { get; init; }

    /// <summary>The gas price in uallo, the local network's floor: the worker refuses or delays a price far above.</summary>
    public string GasPrice { get; init; } = "10";

    /// <summary>The pause after a block in which nothing is waited for.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>For how long a window's answer is waited for in real time before the chain goes on; the original promises it within this.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
