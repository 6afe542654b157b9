using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Workers;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Diagnostics.Logs;

/// <summary>Workers on a DevNet of which ten minutes pass within seconds: a block of five seconds for every twenty moves of the workers' clock.</summary>
internal sealed class TenMinutes : IAsyncDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    private const int MovesPerBlock = 20;
    private static readonly TimeSpan Move = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly List<AlloraWallet> _wallets = [];
    private Task _running = Task.CompletedTask;
    private bool _isGone;

    private TenMinutes(DevNet.AlloraDevNet devnet) => DevNet = devnet;

    public DevNet.AlloraDevNet DevNet { get; }

    public LevelCounter Log { get; } = new();

    public List<WorkerRunner> Runners { get; } = [];

    public AlloraClient? Client { get; private set; }

    public TimeSpan DetectionDeadline { get; } = new AlloraClientOptions().DetectionDeadline;

    public static async Task<TenMinutes> StartAsync(Func<PredictionContext, Prediction> answer, AlloraWallet wallet, int topics = 1)
    {
        var genesis = DevNetGenesis.Default with
        {
            Topics = [.. Enumerable.Range(1, topics).Select(id => new GenesisTopic
            {
                Id = (ulong)id, EpochLength = WorkerScene.Epoch, WorkerSubmissionWindow = WorkerScene.Window, GroundTruthLag = WorkerScene.Epoch, FirstWindow = WorkerScene.FirstNonce, Workers = [wallet.Address],
            })],
        };
        var scene = new TenMinutes(await Allora.Sdk.DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = genesis }, TestContext.Current.CancellationToken));
        scene._wallets.Add(wallet);
        scene.Client = new AlloraClient(scene.DevNet.Network, new AlloraClientOptions { TimeProvider = scene._time, LoggerFactory = scene.Log, RequestTimeout = TimeSpan.FromMinutes(1) });
        var own = wallet.WithOptions(new WalletOptions { Journal = new MemoryJournal() });
        scene.Runners.AddRange(Enumerable.Range(1, topics).Select(id => new WorkerRunner(scene.Client, own, new FunctionProvider(answer), new WorkerOptions { TopicId = (ulong)id })));
        scene._running = Task.WhenAll(scene.Runners.Select(runner => runner.RunAsync(scene._stop.Token)));
        return scene;
    }

    /// <summary>Lets time pass, with a block every five seconds of it.</summary>
    public async Task PassAsync(TimeSpan time, Func<bool>? until = null)
    {
        for (var move = 0; move < time / Move && until?.Invoke() != true; move++)
        {
            if (move % MovesPerBlock == 0 && !_isGone)
                await DevNet.StepAsync(1, TestContext.Current.CancellationToken);
            _time.Advance(Move);
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Takes the node away, as a killed process is.</summary>
    public async Task KillNodeAsync()
    {
        _isGone = true;
        await DevNet.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        while (!_running.IsCompleted)
        {
            _time.Advance(Move);
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }

        await Client!.DisposeAsync();
        if (!_isGone)
            await DevNet.DisposeAsync();
        _wallets.ForEach(wallet => wallet.Dispose());
        _stop.Dispose();
    }
}
