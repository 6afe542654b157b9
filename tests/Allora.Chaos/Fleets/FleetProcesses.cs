using System.Diagnostics;
using System.Globalization;
using Allora.Chaos.Harness;

namespace Allora.Chaos.Fleets;

/// <summary>The processes of 'allora fleet run'.</summary>
internal sealed class FleetProcesses(string folder, string keys, string store, Uri grpc, Uri rpc, int leaseSeconds) : IAsyncDisposable
{
    private readonly Dictionary<string, (ChildProcess Child, Task Writing)> _running = new(StringComparer.Ordinal);
    private int _starts;

    public IReadOnlyCollection<string> Names => _running.Keys;

    public void Start(string name)
    {
        var log = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{++_starts}.log"));
        var child = ChildProcess.Start(
            "allora",
            [
                "fleet", "run", "--name", name, "--keys", keys, "--store", store, "--network", "local", "--grpc", grpc.ToString(), "--rpc", rpc.ToString(),
                "--lease-seconds", leaseSeconds.ToString(CultureInfo.InvariantCulture),
            ],
            log + ".errors",
            ("ALLORA_HOME", folder),
            ("XDG_DATA_HOME", folder));
        _running[name] = (child, WriteAsync(child, log));
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(string name)
    {
        _running.Remove(name, out var killed);
        await killed.Child.DisposeAsync();
        await killed.Writing;
    }

    /// <summary>SIGTERM, and the end of the process.</summary>
    public async Task StopAsync(string name)
    {
        _running.Remove(name, out var stopped);
        await SignalAsync(stopped.Child, "TERM");
        await stopped.Child.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        if (stopped.Child.ExitCode != 0)
            throw new InvalidOperationException($"{name} ended with {stopped.Child.ExitCode} after SIGTERM: see {folder}");
        await stopped.Child.DisposeAsync();
        await stopped.Writing;
    }

    public Task FreezeAsync(string name) => SignalAsync(_running[name].Child, "STOP");

    public Task ThawAsync(string name) => SignalAsync(_running[name].Child, "CONT");

    /// <summary>Fails if a process has ended by itself.</summary>
    public void Check()
    {
        foreach (var (name, one) in _running)
        {
            if (one.Child.HasEnded)
                throw new InvalidOperationException($"{name} ended by itself with {one.Child.ExitCode}: see {folder}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (child, writing) in _running.Values)
        {
            await child.DisposeAsync();
            await writing;
        }
    }

    private static async Task SignalAsync(ChildProcess child, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", child.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static async Task WriteAsync(ChildProcess child, string path)
    {
        await using var log = new StreamWriter(path) { AutoFlush = true };
        await foreach (var line in child.Lines.ReadAllAsync())
            await log.WriteLineAsync(line);
    }
}
