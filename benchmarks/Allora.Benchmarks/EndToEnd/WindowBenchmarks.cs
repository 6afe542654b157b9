using Allora.Sdk;
using Allora.Sdk.Events.Signals;
using BenchmarkDotNet.Attributes;

namespace Allora.Benchmarks.EndToEnd;

/// <summary>
/// End to end: a block of a DevNet opens a window of every topic, and the time runs until a live worker of each has had its transaction
/// taken by the node (predicted, signed twice, simulated, broadcast). The baseline ends when the client has heard of the windows. One
/// operation is one block with all its windows; the blocks between are not measured. The making of the block is part of both.
/// </summary>
[WarmupCount(2)]
[IterationCount(12)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The clean-up of each case disposes them.")]
public class WindowBenchmarks
{
    private IWindowChain _chain = null!;
    private AlloraClient _client = null!;
    private Crew? _crew;
    private CancellationTokenSource _listening = null!;
    private Task _hearing = Task.CompletedTask;
    private TaskCompletionSource _heard = new();
    private bool _opened;

    [Params(1, 100, 1000)]
    public int Topics { get; set; }

    [Params(ChainPlace.ThisProcess, ChainPlace.AnotherProcess)]
    public ChainPlace Chain { get; set; }

    [GlobalSetup(Target = nameof(Heard))]
    public async Task SetupAlone()
    {
        _chain = Chain == ChainPlace.ThisProcess ? await WindowChain.StartAsync(Topics) : await WindowChainProcess.StartAsync(Topics);
        _client = new AlloraClient(_chain.Network);
        _listening = new CancellationTokenSource();
        var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hearing = HearAsync(subscribed, _listening.Token);
        await subscribed.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    [GlobalSetup(Target = nameof(Answered))]
    public async Task SetupCrew()
    {
        await SetupAlone();
        _crew = await Crew.StartAsync(_client, Topics);
    }

    /// <summary>Goes on to the block before the next windows; what was sent before is in a block and known to be.</summary>
    [IterationSetup]
    public void ReachTheNextWindow() => ReachAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true, Description = "windows opened and heard of")]
    public async Task Heard()
    {
        await _chain.StepAsync();
        await _heard.Task;
    }

    [Benchmark(Description = "windows opened and answered, all taken by the node")]
    public async Task Answered()
    {
        _opened = true;
        await _chain.StepAsync();
        await _crew!.BroadcastAsync();
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _listening.CancelAsync();
        await _hearing;
        if (_crew is not null)
            await _crew.DisposeAsync();
        await _client.DisposeAsync();
        await _chain.DisposeAsync();
    }

    private async Task ReachAsync()
    {
        var height = (await _client.GetBlockHeaderAsync()).Height;
        // Windows open at the heights 5, 9, 13, ...
        while (height % WindowChain.EpochLength != 0)
        {
            await _chain.StepAsync();
            height++;
        }

        // The runs that measure the overhead call the setup and open nothing.
        if (_crew is not null && _opened)
            await _crew.SettledAsync();
        _opened = false;
        _crew?.Expect();
        _heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task HearAsync(TaskCompletionSource subscribed, CancellationToken stop)
    {
        try
        {
            await foreach (var signal in _client.Blocks.ListenAsync(stop))
            {
                if (signal is not StreamLost)
                    subscribed.TrySetResult();
                if (signal is BlockSignal { Opened.Count: > 0 })
                    _heard.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The benchmark is over.
        }
    }
}
