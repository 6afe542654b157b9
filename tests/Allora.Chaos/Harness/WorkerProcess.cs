using System.Text.Json;
using Allora.Sdk.DevNet.Options;

namespace Allora.Chaos.Harness;

/// <summary>The worker's process: started, killed and started again; every start and end is in the harness's log.</summary>
internal sealed class WorkerProcess(DevNetProcess devnet, RunFolder folder, string? build, Func<string, object> settings, JsonLines log) : IAsyncDisposable
{
    private ChildProcess? _child;
    private int _starts;
    private bool _expectedToEnd;
    private Task _watching = Task.CompletedTask;

    public async Task StartAsync()
    {
        var number = ++_starts;
        var file = folder.Path($"worker-{number}.json");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(settings(folder.Path($"provider-{number}.jsonl"))));
        await devnet.DoAsync("watch");
        log.Write("start", ("number", number));
        _expectedToEnd = false;
        _child = ChildProcess.Start(
            build ?? "Allora.Chaos.Worker",
            [file],
            folder.Path($"worker-{number}.log"),
            ("MNEMONIC", DevNetGenesis.TestMnemonic),
            // The runtime's own diagnostic socket would be counted with the worker's.
            ("DOTNET_EnableDiagnostics", "0"));
        _watching = WatchAsync(_child, number);
    }

    public async Task KillAsync()
    {
        _expectedToEnd = true;
        // Nothing that happens after this line is asked of the process any more.
        log.Write("kill", ("number", _starts));
        await _child!.DisposeAsync();
        _child = null;
    }

    /// <summary>A graceful end: what the process still holds is counted before it goes.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        var child = _child!;
        _expectedToEnd = true;
        var before = child.Sockets();
        log.Write("stop", ("number", _starts));
        child.Send("stop");
        using var late = new CancellationTokenSource(limit, TimeProvider.System);
        string? line = null;
        try
        {
            line = await child.Lines.ReadAsync(late.Token);
        }
        catch (Exception none) when (none is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            // It is told below that no count came.
        }

        var sockets = child.Sockets();
        if (line is not null)
            child.Send("bye");
        var ending = child.Ended;
        var ended = await Task.WhenAny(ending, Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System)) == ending && line is not null;
        log.Write(
            "exit", ("graceful", ended), ("code", ended ? child.ExitCode : null), ("socketsBefore", before), ("sockets", sockets),
            ("counts", line is null ? null : JsonSerializer.Deserialize<JsonElement>(line)));
        await child.DisposeAsync();
        _child = null;
    }

    public async ValueTask DisposeAsync()
    {
        _expectedToEnd = true;
        if (_child is { } child)
            await child.DisposeAsync();
        await _watching;
    }

    private async Task WatchAsync(ChildProcess child, int number)
    {
        await child.Ended;
        if (!_expectedToEnd)
            log.Write("crash", ("number", number));
    }
}
