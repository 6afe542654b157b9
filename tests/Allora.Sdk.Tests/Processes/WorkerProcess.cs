using System.Diagnostics;
using System.Threading.Channels;
using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.Tests.Processes;

/// <summary>A worker in a process of its own, that a test can kill.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private WorkerProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                _lines.Writer.TryWrite(text);
            else
                _lines.Writer.TryComplete();
        };
        _process.BeginOutputReadLine();
    }

    public static WorkerProcess Start(AlloraNetwork network, string state, params IReadOnlyList<(string Name, string Value)> environment) =>
        Start(network, ["--state", state], null, environment);

    /// <summary>Starts it with the default state folder, in a working directory, with a home of its own.</summary>
    public static WorkerProcess StartIn(string directory, string home, AlloraNetwork network) =>
        // The variable that counts differs between platforms.
        Start(network, [], directory, [("HOME", home), ("XDG_DATA_HOME", home), ("LOCALAPPDATA", home)]);

    /// <summary>Starts it with a provider that answers otherwise at each call.</summary>
    public static WorkerProcess StartVarying(AlloraNetwork network, string state) => Start(network, ["--state", state, "--varies"], null, []);

    private static WorkerProcess Start(AlloraNetwork network, string[] more, string? directory, IReadOnlyList<(string Name, string Value)> environment)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Allora.TestWorker.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = directory ?? "" };
        string[] arguments = [program, "--grpc", $"{network.Endpoints[0]}", "--rpc", $"{network.EventEndpoints[0]}", "--topic", "67", "--chain-id", network.ChainId, "--poll", "500", .. more];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["MNEMONIC"] = DevNetGenesis.TestMnemonic;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>The lines so far that were not waited for.</summary>
    public IEnumerable<string> Rest()
    {
        while (_lines.Reader.TryRead(out var line))
            yield return line;
    }

    /// <summary>Waits for a line that begins so.</summary>
    public async Task<string> LineAsync(string beginning, CancellationToken cancellationToken)
    {
        var before = new List<string>();
        await foreach (var line in _lines.Reader.ReadAllAsync(cancellationToken))
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line;
            before.Add(line);
        }

        throw new InvalidOperationException($"the worker ended without '{beginning}':{Environment.NewLine}{string.Join(Environment.NewLine, before)}");
    }

    /// <summary>Whether the process has ended by itself.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>kill -9: nothing in the process gets to run any more.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync(CancellationToken.None);
        _process.Dispose();
    }
}
