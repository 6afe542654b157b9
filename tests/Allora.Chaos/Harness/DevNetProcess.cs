using System.Text.Json;
using Allora.Chaos.DevNetSide;
using Allora.Chaos.Plan;

namespace Allora.Chaos.Harness;

/// <summary>The DevNet's process: one command at a time, each with its answer.</summary>
internal sealed class DevNetProcess : IAsyncDisposable
{
    private readonly ChildProcess _child;
    private readonly SemaphoreSlim _one = new(1, 1);
    private TaskCompletionSource<Reply> _answer = new();
    private TaskCompletionSource _broadcast = NewSignal();

    private DevNetProcess(ChildProcess child)
    {
        _child = child;
        Reading = ReadAsync();
    }

    public Reply Ready { get; private set; } = new() { Kind = "" };

    public Task Ended => _child.Ended;

    private Task Reading { get; }

    public static async Task<DevNetProcess> StartAsync(string settingsFile, string errorsTo)
    {
        var process = new DevNetProcess(ChildProcess.Start("Allora.Chaos", ["devnet", settingsFile], errorsTo));
        process.Ready = await process._answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return process;
    }

    public Task BeginAsync(PlannedFault fault) => AskAsync(new Command { Do = "begin", Fault = fault });

    public Task EndAsync(PlannedFault fault) => AskAsync(new Command { Do = "end", Fault = fault });

    public Task DoAsync(string command, long height = 0) => AskAsync(new Command { Do = command, Height = height });

    public async Task<long> HeightAsync() => (await AskAsync(new Command { Do = "height" })).Height;

    /// <summary>Waits for the next accepted broadcast; false where none came in time.</summary>
    public async Task<bool> NextBroadcastAsync(PlannedFault fault, TimeSpan limit, CancellationToken cancellationToken)
    {
        _broadcast = NewSignal();
        await AskAsync(new Command { Do = "arm", Fault = fault });
        try
        {
            await _broadcast.Task.WaitAsync(limit, cancellationToken);
            return true;
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            await AskAsync(new Command { Do = "disarm" });
            return _broadcast.Task.IsCompleted;
        }
    }

    public async Task FinishAsync()
    {
        _child.Send(JsonSerializer.Serialize(new Command { Do = "finish" }, JsonSerializerOptions.Web));
        await _child.Ended.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        await Reading;
        _one.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<Reply> AskAsync(Command command)
    {
        await _one.WaitAsync();
        try
        {
            _answer = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
            _child.Send(JsonSerializer.Serialize(command, JsonSerializerOptions.Web));
            return await _answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task ReadAsync()
    {
        await foreach (var line in _child.Lines.ReadAllAsync())
        {
            var reply = JsonSerializer.Deserialize<Reply>(line, JsonSerializerOptions.Web)!;
            if (reply.Kind == "broadcast")
                _broadcast.TrySetResult();
            else
                _answer.TrySetResult(reply);
        }

        _answer.TrySetException(new InvalidOperationException("the DevNet's process ended"));
    }
}
