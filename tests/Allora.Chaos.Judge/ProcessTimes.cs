namespace Allora.Chaos.Judge;

/// <summary>When the worker's process ran, from the harness's log; a restart counts from the first question for open windows that a node saw of it.</summary>
internal sealed class ProcessTimes
{
    public ProcessTimes(RunFacts facts)
    {
        var seen = facts.DevNet.Where(static line => line.What == "seen").Select(static line => line.Time).ToList();
        LogLine? start = null;
        foreach (var line in facts.Harness)
        {
            if (line.What == "start")
            {
                start = line;
            }
            else if (line.What is "kill" or "stop" or "crash" && start is { } begun)
            {
                start = null;
                Starts++;
                var back = seen.FirstOrDefault(time => time >= begun.Time && time <= line.Time, double.NaN);
                Crashes += line.What == "crash" ? 1 : 0;
                // A process that was killed before it could speak ran for nobody.
                if (double.IsNaN(back))
                {
                    if (line.Time - begun.Time > SlowestResume)
                        ToResume.Add(line.Time - begun.Time);
                    continue;
                }

                ToResume.Add(back - begun.Time);
                Running.Add(new Span(back, line.Time));
                if (line.What == "stop")
                    Stopped = line.Time;
            }
        }
    }

    /// <summary>Milliseconds that a start may take at most.</summary>
    public const double SlowestResume = 10_000;

    public int Starts { get; }

    public int Crashes { get; }

    public double Stopped { get; } = double.MaxValue;

    public List<Span> Running { get; } = [];

    public List<double> ToResume { get; } = [];
}
