using System.Diagnostics;
using System.Globalization;

namespace Allora.Cli.Tests;

/// <summary>The real allora process.</summary>
internal sealed class CliProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private CliProcess(Process process) => _process = process;

    public static CliProcess Start(params string[] arguments) => Start(new Dictionary<string, string?>(), arguments);

    /// <summary>Starts it with variables set, or taken away where they are null.</summary>
    public static CliProcess Start(IReadOnlyDictionary<string, string?> environment, params string[] arguments) => StartIn(Environment.CurrentDirectory, environment, arguments);

    /// <summary>Starts it in a folder, with variables set, or taken away where they are null.</summary>
    public static CliProcess StartIn(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "allora.exe" : "allora"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new CliProcess(Process.Start(start)!);
    }

    /// <summary>Runs to its end.</summary>
    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string?>(), "", arguments);

    /// <summary>Runs to its end with variables set and a text on standard input.</summary>
    public static Task<(int Code, string Output, string Error)> RunAsync(IReadOnlyDictionary<string, string?> environment, string input, params string[] arguments) =>
        RunInAsync(Environment.CurrentDirectory, environment, input, arguments);

    /// <summary>The same in a folder.</summary>
    public static async Task<(int Code, string Output, string Error)> RunInAsync(string folder, IReadOnlyDictionary<string, string?> environment, string input, params string[] arguments)
    {
        await using var cli = StartIn(folder, environment, arguments);
        await cli._process.StandardInput.WriteAsync(input);
        cli._process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        var output = cli._process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = cli._process.StandardError.ReadToEndAsync(patience.Token);
        await cli._process.WaitForExitAsync(patience.Token);
        return (cli._process.ExitCode, await output, await error);
    }

    /// <summary>What it prints up to and with the first line that contains the text.</summary>
    public async Task<IReadOnlyList<string>> ReadUntilAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        List<string> lines = [];
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
                return lines;
        }

        throw new InvalidOperationException($"it ended before it said \"{text}\": {string.Join('\n', lines)} {await _process.StandardError.ReadToEndAsync(patience.Token)}");
    }

    /// <summary>What it still prints until its end, on both streams.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var output = _process.StandardOutput.ReadToEndAsync(patience.Token);
        return await _process.StandardError.ReadToEndAsync(patience.Token) + await output;
    }

    /// <summary>Sends a signal and waits for the end.</summary>
    public async Task<int> SignalAsync(string signal)
    {
        await SendAsync(signal);
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Sends a signal again and again, until the end.</summary>
    public async Task<int> InsistAsync(string signal)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!_process.HasExited)
        {
            await SendAsync(signal);
            await Task.WhenAny(_process.WaitForExitAsync(patience.Token), Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token));
            patience.Token.ThrowIfCancellationRequested();
        }

        return _process.ExitCode;
    }

    /// <summary>Sends a signal.</summary>
    public async Task SendAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
