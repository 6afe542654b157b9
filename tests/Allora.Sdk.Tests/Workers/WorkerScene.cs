using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Sending;

namespace Allora.Sdk.Tests.Workers;

/// <summary>
/// A worker on a DevNet whose blocks come only when a test asks: topic 67 opens a window every twelve blocks, from block 6 on, for eight.
/// </summary>
internal sealed class WorkerScene : IAsyncDisposable
{
    public const ulong Topic = 67;
    public const long FirstNonce = 6;
    public const long Epoch = 12;
    public const long Window = 8;

    // A busy machine has to get through a window's eight blocks too.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _limit;
    private IAsyncEnumerator<SubmissionResult>? _results;

    private WorkerScene(DevNet.AlloraDevNet devnet, AlloraClient client, AlloraWallet wallet, WorkerRunner runner)
    {
        (DevNet, Client, Wallet, Runner) = (devnet, client, wallet, runner);
        // No test waits for this to pass: it turns a hang into a failure.
        _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _limit.CancelAfter(TimeSpan.FromSeconds(60));
    }

    public DevNet.AlloraDevNet DevNet { get; }

    public AlloraClient Client { get; }

    public AlloraWallet Wallet { get; }

    public WorkerRunner Runner { get; }

    public Task Running { get; private set; } = Task.CompletedTask;

    public static DevNetGenesis Genesis(params string[] registered) => DevNetGenesis.Default with
    {
        Topics =
        [
            new GenesisTopic
            {
                Id = Topic, EpochLength = Epoch, WorkerSubmissionWindow = Window, GroundTruthLag = Epoch, FirstWindow = FirstNonce, Workers = registered,
            },
        ],
    };

    public static AlloraWallet FirstAccount() => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);

    public static async Task<WorkerScene> StartAsync(
        IPredictionProvider provider,
        Action<WorkerOptions>? configure = null,
        DevNetGenesis? genesis = null,
        AlloraWallet? wallet = null,
        Func<AlloraNetwork, AlloraNetwork>? network = null,
        bool run = true,
        TimeProvider? time = null,
        WalletOptions? walletOptions = null,
        Func<DevNetOptions, DevNetOptions>? configureDevNet = null,
        Func<AlloraNetwork, DevNet.AlloraDevNet, AlloraNetwork>? nodes = null)
    {
        wallet = (wallet ?? FirstAccount()).With(walletOptions ?? new WalletOptions { Journal = new MemoryJournal() });
        var chain = new DevNetOptions { StepByHand = true, Genesis = genesis ?? Genesis(wallet.Address) };
        var devnet = await Allora.Sdk.DevNet.AlloraDevNet.StartAsync(configureDevNet?.Invoke(chain) ?? chain, TestContext.Current.CancellationToken);
        var client = new AlloraClient(nodes?.Invoke(devnet.Network, devnet) ?? network?.Invoke(devnet.Network) ?? devnet.Network, new AlloraClientOptions { TimeProvider = time ?? TimeProvider.System });
        var options = new WorkerOptions
        {
            TopicId = Topic,
            PollInterval = TimeSpan.FromSeconds(1),
            WarmInterval = TimeSpan.FromMilliseconds(200),
        };
        configure?.Invoke(options);
        var scene = new WorkerScene(devnet, client, wallet, new WorkerRunner(client, wallet, provider, options));
        if (run)
            scene.Run();
        return scene;
    }

    public void Run() => Running = Runner.RunAsync(_stop.Token);

    /// <summary>Waits until the worker says that it is in this state.</summary>
    public async Task<WorkerStatus> ReachAsync(WorkerState state)
    {
        while (Runner.Status.State != state)
        {
            if (Running.IsCompleted && state != WorkerState.Stopped)
                await Running;
            await Task.Delay(5, _limit.Token);
        }

        return Runner.Status;
    }

    public async Task StepToAsync(long height)
    {
        while (DevNet.Height < height)
            await DevNet.StepAsync(1, _limit.Token);
    }

    /// <summary>The next result; where blocks are given, they are made one by one until it comes.</summary>
    public async Task<SubmissionResult> NextAsync(bool stepping = false)
    {
        _results ??= Runner.ResultsAsync(_limit.Token).GetAsyncEnumerator(_limit.Token);
        var next = _results.MoveNextAsync().AsTask();
        while (stepping && !next.IsCompleted)
        {
            await DevNet.StepAsync(1, _limit.Token);
            await ScenePace.PauseAsync(Pace, _limit.Token, next);
        }

        Assert.True(await next, $"the worker ended: {Runner.Status}");
        return _results.Current;
    }

    /// <summary>The next status of any runner, blocks being made until it comes.</summary>
    public static async Task<SubmissionResult> NextTerminalAsync(WorkerRunner runner, DevNet.AlloraDevNet devnet)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var next = Task.Run(
            async () =>
            {
                await foreach (var result in runner.ResultsAsync(limit.Token))
                {
                    if (result.IsTerminal)
                        return result;
                }

                throw new InvalidOperationException($"the worker ended: {runner.Status}");
            },
            limit.Token);
        while (!next.IsCompleted)
        {
            await devnet.StepAsync(1, limit.Token);
            await ScenePace.PauseAsync(Pace, limit.Token, next);
        }

        return await next;
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Running.WaitAsync(_limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await Running.WaitAsync(_limit.Token);
        }
        catch (AlloraException)
        {
            // A test of wrong configurations has seen it already.
        }

        await Client.DisposeAsync();
        await DevNet.DisposeAsync();
        Wallet.Dispose();
        _stop.Dispose();
        _limit.Dispose();
    }
}
