namespace Allora.Sdk.DevNet.Search;

/// <summary>A parsed query: all of its conditions must hold, each for at least one event.</summary>
internal sealed class EventQuery
{
    private readonly string _canonical;

    private EventQuery(string text, IReadOnlyList<QueryCondition> conditions)
    {
        Text = text;
        Conditions = conditions;
        _canonical = string.Join(" AND ", conditions);
    }

    /// <summary>The query as the client spelled it.</summary>
    public string Text { get; }

    public IReadOnlyList<QueryCondition> Conditions { get; }

    /// <summary>Parses a query; throws <see cref="QuerySyntaxException"/> with the node's text.</summary>
    public static EventQuery Parse(string text) => new(text, QueryParser.Parse(text));

    public bool Matches(FlatEvents events)
    {
        foreach (var condition in Conditions)
        {
            if (!Matches(condition, events))
                return false;
        }

        return events.Entries.Count > 0;
    }

    /// <summary>The spelling by which a node tells subscriptions apart: "a='b'" and "a = 'b'" are one query.</summary>
    public override string ToString() => _canonical;

    private static bool Matches(QueryCondition condition, FlatEvents events)
    {
        foreach (var value in events.Values(condition.Tag))
        {
            if (condition.Matches(value))
                return true;
        }

        return condition.Matches("") && events.HasType(condition.Tag);
    }
}
