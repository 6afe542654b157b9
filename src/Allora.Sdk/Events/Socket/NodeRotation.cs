namespace Allora.Sdk.Events.Socket;

/// <summary>The rotation among a stream's nodes. A node that lagged behind the others is skipped for a while.</summary>
internal sealed class NodeRotation(IReadOnlyList<EventStreamSettings> nodes)
{
    private static readonly TimeSpan CoolDownAfterLag = TimeSpan.FromMinutes(1);

    private readonly long?[] _lagged = new long?[nodes.Count];
    private int _turn;

    public EventStreamSettings Current => nodes[_turn];

    /// <summary>Whether there is another node that has not lagged recently.</summary>
    public bool HasHealthierNode => Enumerable.Range(0, nodes.Count).Any(i => i != _turn && !IsCoolingDown(i));

    /// <summary>Moves to the next node: whatever ended the connection, the next node is as good or better.</summary>
    public void Next(bool lagged)
    {
        if (lagged)
            _lagged[_turn] = Current.Time.GetTimestamp();
        for (var step = 1; step <= nodes.Count; step++)
        {
            var candidate = (_turn + step) % nodes.Count;
            if (!IsCoolingDown(candidate))
            {
                _turn = candidate;
                return;
            }
        }

        _turn = (_turn + 1) % nodes.Count;
    }

    private bool IsCoolingDown(int node) => _lagged[node] is { } since && nodes[node].Time.GetElapsedTime(since) < CoolDownAfterLag;
}
