using Topic67.Competition.Operator;

namespace Topic67.Worker.Tests.Processes;

/// <summary>The real worker in a process of its own, with limits for what a test waits for.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // What no test expects: its text is what one wants to know.
    private const int Defect = 3;

    private readonly OperatorProcess _process;

    private WorkerProcess(OperatorProcess process) => _process = process;

    public string Output => string.Join('\n', _process.Lines);

    public string Error => _process.Error;

    public bool HasExited => _process.HasExited;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static WorkerProcess Start(string[] args, IReadOnlyDictionary<string, string>? environment = null, string? folder = null) =>
        new(OperatorProcess.Start(args, environment ?? new Dictionary<string, string>(), folder ?? Path.GetTempPath()));

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string[] args, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        await using var process = Start(args, environment, folder);
        var code = await process.ExitAsync();
        return (code, process.Output, process.Error);
    }

    /// <summary>Waits for a line; what is given is done between looks.</summary>
    public async Task<string> LineAsync(string part, Func<Task>? meanwhile = null)
    {
        string? found = null;
        await UntilAsync(
            () =>
            {
                // Asked before the lines are looked at: what comes in between is looked at once more.
                var hasSaidAll = _process.HasSaidAll;
                found = _process.Lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal));
                Assert.False(found is null && hasSaidAll, $"the worker ended before it said '{part}':\n{Output}\n{Error}");
                return found is not null;
            },
            $"say '{part}'",
            meanwhile);
        return found!;
    }

    public Task SignalAsync(string name) => _process.SignalAsync(name, Ct);

    public async Task<int> ExitAsync(Func<Task>? meanwhile = null)
    {
        await UntilAsync(() => _process.HasExited, "end", meanwhile);
        var code = await _process.ExitAsync(Ct);
        Assert.False(code == Defect, $"the worker ended by a defect:\n{Error}\n{Output}");
        return code;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task UntilAsync(Func<bool> isDone, string what, Func<Task>? meanwhile)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isDone())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Limit, $"the worker did not {what}:\n{Output}");
            if (meanwhile is not null)
                await meanwhile();
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, Ct);
        }
    }
}
