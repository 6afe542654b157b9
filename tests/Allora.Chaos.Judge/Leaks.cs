namespace Allora.Chaos.Judge;

/// <summary>What the process still held when it had ended its work: its sockets as the system counts them, its tasks as the runtime does.</summary>
internal sealed class Leaks
{
    public Leaks(RunFacts facts)
    {
        if (facts.Harness.LastOrDefault(static line => line.What == "exit") is not { } exit || !exit.Has("counts"))
        {
            Found.Add("the worker did not come to a graceful end");
            return;
        }

        var counts = exit.Fields.GetProperty("counts");
        var left = counts.GetProperty("left").EnumerateArray().Select(static name => name.GetString()!).ToList();
        var tasks = left.Count - counts.GetProperty("before").GetInt32();
        var sockets = exit.NumberOrNull("sockets");
        Summary = $"{tasks} tasks, {sockets} sockets (before it stopped: {exit.NumberOrNull("socketsBefore")} sockets); {counts.GetProperty("threads")} pool threads, {counts.GetProperty("timers")} timers";
        if (!counts.GetProperty("countable").GetBoolean())
            Found.Add("tasks cannot be counted on this runtime");
        if (tasks > 0)
            Found.Add($"{tasks} tasks: {string.Join("; ", left)}");
        if (sockets is not 0)
            Found.Add($"{sockets} sockets");
        if (!exit.Fields.GetProperty("graceful").GetBoolean() || exit.NumberOrNull("code") is not 0)
            Found.Add($"the worker ended with {exit.NumberOrNull("code")}");
    }

    public string Summary { get; } = "not counted";

    public List<string> Found { get; } = [];
}
