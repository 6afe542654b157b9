using System.Diagnostics;
using System.Globalization;

namespace Topic67.Worker.Tests.Processes;

/// <summary>The real worker in a process of its own, with an environment that holds only what a test gives it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task _reading;
    private readonly Task<string> _errors;

    private WorkerProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static WorkerProcess Start(string[] args, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Topic67.Worker.dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        foreach (var name in (string[])["MNEMONIC", "KEY_FILE", "NETWORK", "TOPIC_ID", "TIINGO_API_KEY", "STATE_DIR", "PRICE_SOURCE", "REUSE", "FALLBACK", "GATE"])
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string[] args, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        await using var process = Start(args, environment, folder);
        var code = await process.ExitAsync();
        return (code, process.Output, process.Error);
    }

    public string Output
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    public string Error => _errors.IsCompletedSuccessfully ? _errors.Result : "";

    public bool HasExited => _process.HasExited;

    /// <summary>Waits for a line; what is given is done between looks.</summary>
    public async Task<string> LineAsync(string part, Func<Task>? meanwhile = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            lock (_lines)
            {
                if (_lines.Find(l => l.Contains(part, StringComparison.Ordinal)) is { } line)
                    return line;
            }

            Assert.False(_reading.IsCompleted, $"the worker ended before it said '{part}':\n{Output}\n{Error}");
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Limit, $"the worker did not say '{part}':\n{Output}");
            if (meanwhile is not null)
                await meanwhile();
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> ExitAsync(Func<Task>? meanwhile = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!_process.HasExited)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Limit, $"the worker did not end:\n{Output}");
            if (meanwhile is not null)
                await meanwhile();
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await _reading;
        await _errors;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_lines)
                _lines.Add(line);
        }
    }
}
