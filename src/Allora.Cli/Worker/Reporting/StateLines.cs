using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Sdk;

namespace Allora.Cli.Worker.Reporting;

/// <summary>
/// Writes each change of a worker's state, and a sign of life each minute while workers wait. Workers that change to the same state for the same
/// reason within a moment are one line.
/// </summary>
internal sealed class StateLines(Func<IReadOnlyList<CrewMember>> current, RunConsole console, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromMinutes(1);

    private readonly Dictionary<CrewMember, WorkerStatus> _shown = [];
    private DateTimeOffset _shownAt = time.GetUtcNow();

    /// <summary>Watches until stopped; the states at the end are written too.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            while (await timer.WaitForNextTickAsync(stop))
                Show();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The workers have ended.
        }

        Show();
    }

    private void Show()
    {
        var members = current();
        foreach (var gone in _shown.Keys.Except(members).ToList())
            _shown.Remove(gone);
        var changed = members.Select(member => (Member: member, Before: _shown.GetValueOrDefault(member), Now: member.Runner.Status))
            .Where(static one => one.Now.State != WorkerState.Starting && one.Before?.State != one.Now.State).ToList();
        // Each worker names the query of its own that no node answered.
        foreach (var group in changed.GroupBy(static one => (one.Now.State, Detail: one.Now.State == WorkerState.WaitingForNode ? "" : one.Now.Detail, Before: one.Before?.State)))
            Write([.. group.Select(static one => one.Member)], group.First().Now, group.First().Before);
        foreach (var (member, _, now) in changed)
            _shown[member] = now;
        if (changed.Count > 0)
            _shownAt = time.GetUtcNow();
        else if (time.GetUtcNow() - _shownAt >= SignOfLife)
            ShowWaiting();
    }

    private void ShowWaiting()
    {
        _shownAt = time.GetUtcNow();
        foreach (var group in current().Where(static member => StateText.IsWarning(member.Runner.Status.State)).GroupBy(static member => member.Runner.Status.State))
        {
            var status = group.First().Runner.Status;
            var waits = StateText.Of(_shownAt - group.Min(static member => member.Runner.Status.Since));
            console.Write("waiting", Levels.Information, Json([.. group], status), $"{Who([.. group])}: still {StateText.Of(status.State)}, {waits}{Reason(status)}");
        }
    }

    private void Write(List<CrewMember> who, WorkerStatus status, WorkerStatus? before)
    {
        var waited = before is { } past && StateText.IsWarning(past.State) ? $" after {StateText.Of(status.Since - past.Since)} of {StateText.Of(past.State)}" : "";
        var next = status.State == WorkerState.Ready ? Next(who) : "";
        console.Write(
            "state", StateText.IsWarning(status.State) ? Levels.Warning : Levels.Information, Json(who, status),
            $"{Who(who)}: {StateText.Of(status.State)}{waited}{next}{Reason(status)}");
    }

    private static string Reason(WorkerStatus status) => status.Detail.Length == 0 ? "" : $": {status.Detail}";

    private string Next(List<CrewMember> who)
    {
        var known = who.Select(static member => (member.Topic, Health: member.Runner.GetHealth())).Where(static one => one.Health.NextWindow > one.Health.Height).ToList();
        if (known.Count == 0)
            return "";
        var (first, health) = known.MinBy(static one => one.Health.NextWindow);
        var topic = who.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" of topic {first}") : "";
        return "; " + StateText.NextWindow(health, time.GetUtcNow()).Replace("next window", "next window" + topic, StringComparison.Ordinal);
    }

    private static string Who(List<CrewMember> who) => who is [var one]
        ? string.Create(CultureInfo.InvariantCulture, $"topic {one.Topic}{(one.Role == "inferer" ? "" : $"  {one.Role}")}")
        : string.Create(CultureInfo.InvariantCulture, $"{who.Count} workers");

    private static JsonObject Json(List<CrewMember> who, WorkerStatus status)
    {
        var json = new JsonObject
        {
            ["state"] = status.State.ToString(),
            ["detail"] = status.Detail,
            ["since"] = status.Since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        json["workers"] = new JsonArray([.. who.Select(static member =>
        {
            var health = member.Runner.GetHealth();
            return new JsonObject
            {
                ["role"] = member.Role,
                ["wallet"] = member.Wallet,
                ["topic"] = member.Topic,
                ["next_window"] = health.NextWindow <= health.Height ? null : health.NextWindow,
                ["next_window_at"] = health.NextWindowAt?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            };
        })]);
        return json;
    }
}
