using System.Collections.Concurrent;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Roles;

/// <summary>
/// Every role in one process, on a SINGLE topic (67) and a MULTI topic (1) of a DevNet whose blocks come only when a test asks: three inferers,
/// a forecaster, a wallet that is both, and a reputer, in both topics. Windows open every twelve blocks for six; losses are due an epoch later.
/// </summary>
internal sealed class RolesScene : IAsyncDisposable
{
    public const ulong Single = 67;
    public const ulong Multi = 1;
    public const long Epoch = 12;
    public const long Window = 6;
    public const int Inferers = 3;

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<Task> _running = [];
    private readonly List<Task> _reading = [];
    private int _broadcasts;

    private RolesScene(DevNet.AlloraDevNet devnet, AlloraWallet[] wallets, AlloraNetwork network, TimeSpan limit)
    {
        (DevNet, Wallets) = (devnet, wallets);
        Client = new AlloraClient(network);
        // No test waits for this to pass: it turns a hang into a failure.
        _limit.CancelAfter(limit);
    }

    public DevNet.AlloraDevNet DevNet { get; }

    public AlloraClient Client { get; }

    /// <summary>The inferers, the forecaster, the wallet that is both, the reputer.</summary>
    public AlloraWallet[] Wallets { get; }

    public AlloraWallet Forecaster => Wallets[Inferers];

    public AlloraWallet Both => Wallets[Inferers + 1];

    public AlloraWallet Reputer => Wallets[Inferers + 2];

    public CancellationToken Limit => _limit.Token;

    /// <summary>Every terminal result.</summary>
    public ConcurrentQueue<SubmissionResult> Results { get; } = [];

    public static long FirstNonceOf(ulong topic) => topic == Single ? 6 : 10;

    public static DevNetGenesis Genesis(AlloraWallet[] wallets, Func<GenesisTopic, GenesisTopic>? change = null)
    {
        string[] workers = [.. wallets.Take(Inferers + 2).Select(wallet => wallet.Address)];
        var reputer = new Dictionary<string, UAllo> { [wallets[^1].Address] = UAllo.FromAllo("1000") };
        var single = new GenesisTopic
        {
            Id = Single,
            EpochLength = Epoch,
            WorkerSubmissionWindow = Window,
            GroundTruthLag = Epoch,
            FirstWindow = FirstNonceOf(Single),
            Workers = workers,
            Stake = reputer,
        };
        var multi = single with
        {
            Id = Multi,
            FirstWindow = FirstNonceOf(Multi),
            Multi = true,
            Labels = ["up", "down", "flat"],
            RequireUnity = true,
            UnityTolerance = "0.001",
        };
        change ??= static topic => topic;
        return DevNetGenesis.Default with { Topics = [change(single), change(multi)] };
    }

    public static AlloraWallet[] Accounts() =>
        [.. Enumerable.Range(0, Inferers + 3).Select(index => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index)).With(new WalletOptions { StateFolder = Directory.CreateTempSubdirectory("allora-roles-").FullName }))];

    public static async Task<RolesScene> StartAsync(DevNetGenesis? genesis = null, TimeSpan? limit = null, Func<AlloraNetwork, AlloraNetwork>? network = null)
    {
        var wallets = Accounts();
        var devnet = await Allora.Sdk.DevNet.AlloraDevNet.StartAsync(
            new DevNetOptions { StepByHand = true, Genesis = genesis ?? Genesis(wallets) }, TestContext.Current.CancellationToken);
        return new RolesScene(devnet, wallets, network?.Invoke(devnet.Network) ?? devnet.Network, limit ?? TimeSpan.FromMinutes(3));
    }

    public WorkerOptions Options(ulong topic) => new()
    {
        TopicId = topic,
        PollInterval = TimeSpan.FromSeconds(1),
        WarmInterval = TimeSpan.FromSeconds(1),
    };

    /// <summary>Starts a runner and collects its results. Runners of one wallet share a journal, the first one's.</summary>
    public WorkerRunner Run(WorkerRunner runner)
    {
        _running.Add(runner.RunAsync(_stop.Token));
        _reading.Add(Task.Run(async () =>
        {
            await foreach (var result in runner.ResultsAsync(CancellationToken.None))
            {
                if (result.IsTerminal)
                    Results.Enqueue(result);
                else if (result.Status == SubmissionStatus.Broadcast)
                    Interlocked.Increment(ref _broadcasts);
            }
        }));
        return runner;
    }

    public async Task ReachAsync(WorkerRunner runner, WorkerState state)
    {
        while (runner.Status.State != state)
        {
            var ended = _running.FirstOrDefault(task => task.IsFaulted);
            if (ended is not null)
                await ended;
            await Task.Delay(5, Limit);
        }
    }

    public async Task StepToAsync(long height)
    {
        while (DevNet.Height < height)
            await DevNet.StepAsync(1, Limit);
    }

    /// <summary>Waits until as many transactions wait for a block, without making one.</summary>
    public async Task PendingAsync(int count)
    {
        while (DevNet.PendingTransactions < count)
        {
            try
            {
                await Task.Delay(5, Limit);
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                throw Late($"{DevNet.PendingTransactions} of {count} transactions came");
            }
        }
    }

    /// <summary>Waits until the workers have broadcast so many payloads in all, without making a block. What others send does not count.</summary>
    public async Task BroadcastsAsync(int count)
    {
        while (Volatile.Read(ref _broadcasts) < count)
        {
            try
            {
                await Task.Delay(5, Limit);
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                throw Late($"{_broadcasts} of {count} payloads were broadcast");
            }
        }
    }

    /// <summary>Waits for as many terminal results, making blocks.</summary>
    public async Task ResultsAsync(int count)
    {
        while (Results.Count < count)
        {
            await DevNet.StepAsync(1, Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(30), Limit);
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll([.. _running, .. _reading]).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Client.DisposeAsync();
        await DevNet.DisposeAsync();
        foreach (var wallet in Wallets)
            wallet.Dispose();
        _stop.Dispose();
        _limit.Dispose();
    }

    private TimeoutException Late(string what) =>
        new($"{what} at height {DevNet.Height}. Results so far: {string.Join(" | ", Results.Select(r => $"{r.TopicId}/{r.Nonce} {r.Wallet[^4..]} {r.Status} {r.Value} {r.Message}"))}");
}
