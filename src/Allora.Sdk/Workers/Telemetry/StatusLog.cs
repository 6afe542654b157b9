using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Telemetry;

/// <summary>Logs of workers' states: event ids 1000 and 1040 to 1049.</summary>
internal static partial class StatusLog
{
    /// <summary>Logs a new state at its level: waiting states are warnings.</summary>
    public static void Changed(ILogger logger, ulong topic, WorkerStatus status)
    {
        if (StatusBoard.IsWaiting(status.State))
            Waiting(logger, topic, status.State, status.Detail);
        else if (status.Detail.Length > 0)
            ChangedWithDetail(logger, topic, status.State, status.Detail);
        else
            StateChanged(logger, topic, status.State);
    }

    [LoggerMessage(1000, LogLevel.Information, "Topic {Topic}: {State}")]
    private static partial void StateChanged(ILogger logger, ulong topic, WorkerState state);

    [LoggerMessage(1040, LogLevel.Information, "Topic {Topic}: {State}. {Detail}")]
    private static partial void ChangedWithDetail(ILogger logger, ulong topic, WorkerState state, string detail);

    [LoggerMessage(1041, LogLevel.Warning, "Topic {Topic}: {State}. {Detail}")]
    private static partial void Waiting(ILogger logger, ulong topic, WorkerState state, string detail);

    [LoggerMessage(1042, LogLevel.Information, "Topic {Topic}: {State} for {Minutes} min. {Detail}")]
    public static partial void StillWaiting(ILogger logger, ulong topic, WorkerState state, long minutes, string detail);

    [LoggerMessage(1043, LogLevel.Debug, "Topic {Topic}: {State}. {Detail}")]
    public static partial void DetailChanged(ILogger logger, ulong topic, WorkerState state, string detail);

    [LoggerMessage(1044, LogLevel.Warning, "No node of {Chain} answers: {Message}")]
    public static partial void NodeGone(ILogger logger, string chain, string message);

    [LoggerMessage(1045, LogLevel.Warning, "No node of {Chain} has answered for {Minutes} min; {Count} workers wait: {Message}")]
    public static partial void NodeStillGone(ILogger logger, string chain, long minutes, int count, string message);

    [LoggerMessage(1046, LogLevel.Information, "A node of {Chain} answers again after {Seconds:F0} s; {Count} workers waited")]
    public static partial void NodeBack(ILogger logger, string chain, double seconds, int count);
}
