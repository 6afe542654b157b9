namespace Allora.Sdk.Alerts;

/// <summary>The alerts that go on, and what changed with each evaluation.</summary>
internal sealed class AlertBoard(IReadOnlyCollection<AlertKind> leftOut, TimeSpan repeatInterval)
{
    private readonly Dictionary<AlertKey, (WorkerAlert Alert, DateTimeOffset Announced)> _firing = [];
    private volatile IReadOnlyList<WorkerAlert> _current = [];

    /// <summary>The alerts that go on.</summary>
    public IReadOnlyList<WorkerAlert> Firing => _current;

    /// <summary>Takes the findings of an evaluation; returns what is to be sent: new alerts, those that are over, and those whose repetition is due.</summary>
    public IReadOnlyList<WorkerAlert> Update(IReadOnlyList<AlertFinding> findings, DateTimeOffset now)
    {
        List<WorkerAlert> changes = [];
        var met = new HashSet<AlertKey>();
        foreach (var finding in findings.Where(finding => !leftOut.Contains(finding.Key.Kind)))
        {
            met.Add(finding.Key);
            var known = _firing.TryGetValue(finding.Key, out var before);
            // The newest detail, since the first time.
            var alert = Create(finding) with { Since = known ? before.Alert.Since : finding.Since };
            var isDue = !known || now - before.Announced >= repeatInterval;
            _firing[finding.Key] = (alert, isDue ? now : before.Announced);
            if (isDue)
                changes.Add(alert);
        }

        changes.AddRange(_firing.Keys.Where(key => !met.Contains(key)).ToList().Select(key => Resolve(key, now)));
        _current = [.. _firing.Values.Select(static one => one.Alert)];
        return changes;
    }

    /// <summary>Ends all alerts: they are not evaluated any more.</summary>
    public IReadOnlyList<WorkerAlert> End(string detail, DateTimeOffset now)
    {
        List<WorkerAlert> ended = [.. _firing.Keys.ToList().Select(key => Resolve(key, now) with { Detail = detail })];
        _current = [];
        return ended;
    }

    private WorkerAlert Resolve(AlertKey key, DateTimeOffset now)
    {
        _firing.Remove(key, out var before);
        return before.Alert with { Resolved = now };
    }

    private static WorkerAlert Create(AlertFinding finding) => new()
    {
        Kind = finding.Key.Kind,
        Severity = finding.Key.Severity,
        ChainId = finding.Key.ChainId,
        Wallet = finding.Key.Wallet,
        TopicId = finding.Key.TopicId,
        About = finding.Key.About,
        Detail = finding.Detail,
        Since = finding.Since,
    };
}
