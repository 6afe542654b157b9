namespace Topic67.Competition.Idle;

/// <summary>What a real-time run measured.</summary>
internal sealed record IdleFigures
{
    public required string Machine { get; init; }

    /// <summary>How long nothing happened, in real time.</summary>
    public required double Seconds { get; init; }

    /// <summary>CPU-seconds of the worker's process in that time.</summary>
    public required double CpuSeconds { get; init; }

    public required int Blocks { get; init; }

    /// <summary>The whole life of the process in real time.</summary>
    public required double UptimeSeconds { get; init; }

    public required long PeakMemoryBytes { get; init; }

    public required long IdleLogBytes { get; init; }

    /// <summary>The one window before: from the frame to the transaction's arrival, by the chain's clock.</summary>
    public required double? FirstResponseMs { get; init; }

    /// <summary>The one window before: until the worker saw it in a block of 5 s.</summary>
    public required double? ConfirmedMs { get; init; }

    public required int ExitCode { get; init; }

    /// <summary>What the worker said.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    public double CpuPercent => 100 * CpuSeconds / Seconds;
}
