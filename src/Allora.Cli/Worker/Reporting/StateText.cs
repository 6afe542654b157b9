using System.Globalization;
using Allora.Sdk;

namespace Allora.Cli.Worker.Reporting;

/// <summary>Workers' states as people write them.</summary>
internal static class StateText
{
    /// <summary>"waiting for node" for WaitingForNode.</summary>
    public static string Of(WorkerState state) =>
        string.Concat(state.ToString().Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>Whether something should be done about a state; a wait for an older nonce is normal.</summary>
    public static bool IsWarning(WorkerState state) => state is not (
        WorkerState.Starting or WorkerState.Ready or WorkerState.WaitingForOlderNonce or WorkerState.WaitingForRegistration or WorkerState.WaitingForStake
        or WorkerState.Standby or WorkerState.Paused or WorkerState.Draining or WorkerState.Stopped);

    /// <summary>"2 min", "35 s", "3 h 5 min".</summary>
    public static string Of(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : time < TimeSpan.FromHours(1) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalMinutes)} min")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours)} h {time.Minutes} min");

    /// <summary>"next window at block 1234, about 14:05 UTC"; empty while it is not known.</summary>
    public static string NextWindow(WorkerHealth health, DateTimeOffset now)
    {
        if (health.NextWindow <= health.Height)
            return "";
        if (health.NextWindowAt is not { } at)
            return string.Create(CultureInfo.InvariantCulture, $"next window at block {health.NextWindow}");
        var day = at.UtcDateTime.Date == now.UtcDateTime.Date ? "" : at.ToString("yyyy-MM-dd ", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"next window at block {health.NextWindow}, about {day}{at.UtcDateTime:HH:mm} UTC");
    }
}
