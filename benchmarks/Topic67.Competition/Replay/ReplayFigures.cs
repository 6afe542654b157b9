namespace Topic67.Competition.Replay;

/// <summary>What a replay measured.</summary>
internal sealed record ReplayFigures
{
    public required string PriceFile { get; init; }

    public required string GasPrice { get; init; }

    public required string Machine { get; init; }

    public required DateTimeOffset MarketFrom { get; init; }

    public required DateTimeOffset MarketUntil { get; init; }

    public required double RealSeconds { get; init; }

    /// <summary>CPU-seconds of the worker's process up to its being ready, the reading of all bars and all fits so far included.</summary>
    public required double StartCpuSeconds { get; init; }

    /// <summary>CPU-seconds from there to the last window.</summary>
    public required double CpuSeconds { get; init; }

    public required long TypicalMemoryBytes { get; init; }

    public required long PeakMemoryBytes { get; init; }

    public required long LogBytes { get; init; }

    /// <summary>What left the wallet, from its balances (uallo).</summary>
    public required string PaidUallo { get; init; }

    public required int Starts { get; init; }

    public required int ExitCode { get; init; }

    public required string PollLine { get; init; }

    /// <summary>The worker's last lines.</summary>
    public required IReadOnlyList<string> Summary { get; init; }

    /// <summary>What the score command answered at the end.</summary>
    public required string Score { get; init; }

    public required IReadOnlyList<WindowFate> Windows { get; init; }

    public double MarketDays => Windows.Count / 24.0;
}
