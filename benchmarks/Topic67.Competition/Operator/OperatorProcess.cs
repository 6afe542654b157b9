using System.Diagnostics;
using System.Globalization;

namespace Topic67.Competition.Operator;

/// <summary>The operator's binary in a process of its own, watched from outside: its lines, its CPU time, its memory.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private static readonly string[] Settings =
        ["MNEMONIC", "KEY_FILE", "NETWORK", "TOPIC_ID", "TIINGO_API_KEY", "STATE_DIR", "PRICE_SOURCE", "PRICE_URL", "REUSE", "FALLBACK", "GATE", "ACTIVE_FROM", "ACTIVE_UNTIL", "LOG_MAX_BYTES", "HISTORY_MIN_BARS",
        "DRY_RUN", "MAX_FEE", "DAILY_BUDGET", "FEE_TIER", "MODEL_URL", "MODEL_HEADER", "MODEL_COMMAND", "MODEL_ASSEMBLY", "ALLORA_GRPC", "ALLORA_RPC", "CHAIN_ID", "ALLORA_API_KEY"];

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task _reading;
    private readonly Task<string> _errors;

    private OperatorProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The time on a CPU so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory in RAM now, and the most there ever was (bytes).</summary>
    public (long Now, long Peak) Memory
    {
        get
        {
            _process.Refresh();
            return (_process.WorkingSet64, _process.PeakWorkingSet64);
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Whether it has closed its output: no line comes any more.</summary>
    public bool HasSaidAll => _reading.IsCompleted;

    /// <summary>What it wrote on its error stream; empty until it has ended.</summary>
    public string Error => _errors.IsCompletedSuccessfully ? _errors.Result : "";

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>Starts it with an environment that holds none of its settings but the given ones.</summary>
    public static OperatorProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Topic67.Worker.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in Settings)
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new OperatorProcess(Process.Start(start) ?? throw new InvalidOperationException("the operator's binary did not start"));
    }

    /// <summary>Runs one of the operator's commands to its end.</summary>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string folder, CancellationToken stop)
    {
        await using var process = Start(arguments, environment, folder);
        await process.ExitAsync(stop);
        return string.Join('\n', process.Lines);
    }

    /// <summary>Waits for a line that holds a text.</summary>
    public async Task<string> LineAsync(string part, TimeSpan limit, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (Lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                return found;
            if (_reading.IsCompleted || TimeProvider.System.GetElapsedTime(began) > limit)
                throw new InvalidOperationException($"the worker did not say '{part}':\n{await TextAsync()}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, stop);
        }
    }

    public async Task<int> ExitAsync(CancellationToken stop)
    {
        await _process.WaitForExitAsync(stop);
        await _reading;
        await _errors;
        return _process.ExitCode;
    }

    public Task TerminateAsync(CancellationToken stop) => SignalAsync("TERM", stop);

    public async Task SignalAsync(string name, CancellationToken stop)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _reading;
        await _errors;
        _process.Dispose();
    }

    private async Task<string> TextAsync() => string.Join('\n', Lines.TakeLast(30)) + (_reading.IsCompleted ? "\n" + await _errors : "");

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_lines)
                _lines.Add(line);
        }
    }
}
