using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Values;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Running;

/// <summary>The embedded DevNet of a demonstration or a replay: short epochs, and a chain clock that steps through the market's time.</summary>
internal sealed class EmbeddedChain : IAsyncDisposable
{
    /// <summary>The words of its wallet: public, without value.</summary>
    public const string Mnemonic = DevNetGenesis.TestMnemonic;

    /// <summary>Blocks from one nonce to the next.</summary>
    public const long EpochLength = 12;

    /// <summary>The height of the first nonce.</summary>
    public const long FirstWindow = 4;

    private const long WindowLength = 8;

    /// <summary>The first hour of the simulated market: a fixed one, so that two runs get the same prices.</summary>
    private static readonly DateTimeOffset SimulatedStart = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero);

    private readonly AlloraDevNet _devnet;

    private EmbeddedChain(AlloraDevNet devnet) => _devnet = devnet;

    public AlloraNetwork Network => _devnet.Network;

    /// <summary>The block time of the first nonce.</summary>
    public static DateTimeOffset FirstNonceTime(WorkerSettings settings) => settings.From ?? SimulatedStart;

    /// <summary>Starts the chain and holds it at its first block, so that no window passes while the worker starts.</summary>
    public static async Task<EmbeddedChain> StartAsync(WorkerSettings settings, CancellationToken cancellationToken)
    {
        var devnet = await AlloraDevNet.StartAsync(Options(settings), cancellationToken).ConfigureAwait(false);
        devnet.IsHalted = true;
        return new EmbeddedChain(devnet);
    }

    /// <summary>Starts making blocks.</summary>
    public void Begin() => _devnet.IsHalted = false;

    /// <summary>Starts making blocks once the worker is ready, or has stopped.</summary>
    public async Task BeginAsync(WorkerRunner runner, CancellationToken cancellationToken)
    {
        while (runner.Status.State is not (WorkerState.Ready or WorkerState.Draining or WorkerState.Stopped))
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        Begin();
    }

    public ValueTask DisposeAsync() => _devnet.DisposeAsync();

    /// <summary>The chain of the settings.</summary>
    public static DevNetOptions Options(WorkerSettings settings)
    {
        var step = settings.Step / EpochLength;
        using var worker = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        return new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with
            {
                BlockInterval = settings.BlockInterval,
                GasPrice = GasPrice.Parse(settings.GasPrice),
                Time = FirstNonceTime(settings) - (step * (FirstWindow - 1)),
                StepPerBlock = step,
                Topics =
                [
                    new GenesisTopic
                    {
                        Id = settings.TopicId,
                        Metadata = "BTC/USD 7-day log return",
                        LossMethod = "mse",
                        EpochLength = EpochLength,
                        WorkerSubmissionWindow = WindowLength,
                        GroundTruthLag = EpochLength,
                        FirstWindow = FirstWindow,
                        Workers = [worker.Address],
                    },
                ],
            },
        };
    }
}
