using System.Globalization;
using System.Text.Json;
using Allora.Chaos.Harness;

namespace Allora.Chaos.Lies;

/// <summary>Tells every case in shards, each a process of its own, and prints counts and broken invariants.</summary>
internal sealed class LieRun(LieOptions options)
{
    private readonly Lock _gate = new();
    private readonly List<LieOutcome> _outcomes = [];
    private int _cases;

    /// <summary>Returns the exit code: 0 if no invariant was broken.</summary>
    public async Task<int> RunAsync()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}, {options.Shards} processes, at most {options.Minutes} minutes"));
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(options.Minutes), TimeProvider.System);
        var all = await LieCatalog.MakeAsync(options.Seed, LieTempo.Of(options.BlockMs), end.Token);
        LieCase[] cases = [.. all.Where(told => told.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))];
        _cases = cases.Length;
        var folder = Directory.CreateTempSubdirectory("allora-lies-");
        var file = Path.Combine(folder.FullName, "cases.json");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(cases), end.Token);
        var since = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, options.Shards).Select(shard => ShardAsync(file, shard, end.Token)));
        folder.Delete(recursive: true);
        return Report(TimeProvider.System.GetElapsedTime(since));
    }

    private async Task ShardAsync(string cases, int shard, CancellationToken end)
    {
        var from = shard;
        while (!end.IsCancellationRequested)
        {
            LieOutcome? begun = null;
            await using var child = ChildProcess.Start("Allora.Chaos", options.ToShard(cases, from), errorsTo: null);
            try
            {
                await foreach (var line in child.Lines.ReadAllAsync(end))
                    begun = Read(line, begun);
                await child.Ended.WaitAsync(end);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return;
            }

            if (begun is null)
            {
                if (child.ExitCode != 0 && from == shard)
                    Add(new LieOutcome(shard, "start", 1, [$"the shard ended with exit code {child.ExitCode} before its first case"]));
                return;
            }

            Add(begun with { Served = 1, Broken = [$"lives: the process ended with exit code {child.ExitCode}"] });
            from = begun.Index + options.Shards;
        }
    }

    // A case that has begun and has no outcome when its process ends has killed it.
    private LieOutcome? Read(string line, LieOutcome? begun)
    {
        using var document = JsonDocument.Parse(line);
        if (document.RootElement.TryGetProperty("begins", out var index))
            return new LieOutcome(index.GetInt32(), document.RootElement.GetProperty("name").GetString()!, 0, []);
        Add(document.RootElement.Deserialize<LieOutcome>()!);
        return null;
    }

    private void Add(LieOutcome outcome)
    {
        lock (_gate)
            _outcomes.Add(outcome);
        foreach (var broken in outcome.Broken)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"BROKEN {outcome.Index} {outcome.Name}: {broken}"));
    }

    private int Report(TimeSpan took)
    {
        var counted = _outcomes.Where(static outcome => outcome.Served > 0).ToList();
        var broken = counted.Where(static outcome => outcome.Broken.Count > 0).ToList();
        foreach (var kind in broken.SelectMany(static outcome => outcome.Broken).GroupBy(static text => text.Split(':')[0]).OrderByDescending(static group => group.Count()))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"broken: {kind.Key} {kind.Count()}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_cases} cases, {_outcomes.Count} told, {counted.Count} served while a window was open, {broken.Count} broke an invariant; {took.TotalMinutes:0.0} minutes"));
        return broken.Count == 0 && counted.Count > 0 ? 0 : 1;
    }
}
