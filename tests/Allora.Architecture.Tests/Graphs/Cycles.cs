namespace Allora.Architecture.Tests.Graphs;

/// <summary>Strongly connected parts of a graph: the nodes from which each reaches all others.</summary>
internal static class Cycles
{
    /// <summary>The parts of more than one node, largest first (Tarjan's algorithm, without recursion over deep graphs being an issue at this size).</summary>
    public static List<string[]> Of(IReadOnlyDictionary<string, HashSet<string>> graph)
    {
        var index = new Dictionary<string, int>();
        var low = new Dictionary<string, int>();
        var open = new Stack<string>();
        var onStack = new HashSet<string>();
        var parts = new List<string[]>();

        void Visit(string node)
        {
            index[node] = low[node] = index.Count;
            open.Push(node);
            onStack.Add(node);
            foreach (var next in graph.GetValueOrDefault(node) ?? [])
            {
                if (!index.TryGetValue(next, out var seen))
                {
                    Visit(next);
                    low[node] = Math.Min(low[node], low[next]);
                }
                else if (onStack.Contains(next))
                {
                    low[node] = Math.Min(low[node], seen);
                }
            }

            if (low[node] == index[node])
            {
                var part = new List<string>();
                string member;
                do
                {
                    member = open.Pop();
                    onStack.Remove(member);
                    part.Add(member);
                }
                while (member != node);
                parts.Add([.. part.Order(StringComparer.Ordinal)]);
            }
        }

        foreach (var node in graph.Keys.Where(node => !index.ContainsKey(node)))
        {
            Visit(node);
        }

        return [.. parts.Where(part => part.Length > 1).OrderByDescending(part => part.Length)];
    }
}
