using Allora.Sdk;

namespace Allora.Benchmarks.EndToEnd;

/// <summary>A live worker for each topic, on one client and ten wallets; counts what they broadcast and what reached an outcome.</summary>
internal sealed class Crew : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("crew-");
    private readonly List<AlloraWallet> _wallets = [];
    private readonly List<WorkerRunner> _runners = [];
    private readonly List<Task> _running = [];
    private Count _broadcast = new(0);
    private Count _settled = new(0);

    public static async Task<Crew> StartAsync(AlloraClient client, int topics)
    {
        var crew = new Crew();
        crew._wallets.AddRange(Enumerable.Range(0, Math.Min(topics, WindowChain.Wallets)).Select(WindowChain.WalletOf).Select(wallet => wallet.WithOptions(new WalletOptions { StateFolder = crew._state.FullName })));
        var provider = new ConstantProvider();
        for (var id = 1; id <= topics; id++)
        {
            var options = new WorkerOptions { TopicId = (ulong)id };
            var runner = new WorkerRunner(client, crew._wallets[(id - 1) % WindowChain.Wallets], provider, options);
            crew._runners.Add(runner);
            crew._running.Add(runner.RunAsync(crew._stop.Token));
            crew._running.Add(crew.ReadAsync(runner));
        }

        while (!crew._runners.TrueForAll(static runner => runner.Status.State == WorkerState.Ready))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        return crew;
    }

    /// <summary>Completes when every worker's transaction has been taken by the node.</summary>
    public Task BroadcastAsync() => ReachedAsync(_broadcast);

    /// <summary>Completes when every window has its outcome.</summary>
    public Task SettledAsync() => ReachedAsync(_settled);

    /// <summary>Begins to count anew.</summary>
    public void Expect() => (_broadcast, _settled) = (new Count(_runners.Count), new Count(_runners.Count));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _wallets.ForEach(static wallet => wallet.Dispose());
        _stop.Dispose();
        _state.Delete(recursive: true);
    }

    // A worker that waits says what for: a benchmark that hangs must tell it.
    private async Task ReachedAsync(Count count)
    {
        try
        {
            await count.Reached;
        }
        catch (TimeoutException)
        {
            var told = _runners.GroupBy(static runner => $"{runner.Status.State} {runner.Status.Detail}".TrimEnd()).Select(static group => $"{group.Count()} x {group.Key}");
            throw new TimeoutException($"{count.Left} of {_runners.Count} workers are not there yet: {string.Join("; ", told)}");
        }
    }

    private async Task ReadAsync(WorkerRunner runner)
    {
        await foreach (var result in runner.ResultsAsync())
        {
            if (result.Status == SubmissionStatus.Broadcast)
                _broadcast.One(null);
            else
                _settled.One(result.Status == SubmissionStatus.Included ? null : $"topic {result.TopicId}: {result.Status} {result.Message}");
        }
    }

    private sealed class Count(int wanted)
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = wanted;

        public int Left => Volatile.Read(ref _left);

        public Task Reached => _reached.Task.WaitAsync(Limit, TimeProvider.System);

        public void One(string? trouble)
        {
            if (trouble is not null)
                _reached.TrySetException(new InvalidOperationException(trouble));
            else if (Interlocked.Decrement(ref _left) == 0)
                _reached.TrySetResult();
        }
    }

    private sealed class ConstantProvider : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Prediction.Value(0.0123));
    }
}
