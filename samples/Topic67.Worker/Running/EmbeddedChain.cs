using Allora.Sdk;
using Allora.Sdk.DevNet;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Running;

/// <summary>The embedded DevNet of a demonstration or a replay: short epochs, and a chain clock that steps through the market's time.</summary>
internal static class EmbeddedChain
{
    private const long EpochLength = 12;
    private const long WindowLength = 8;
    private const long FirstWindow = 4;

    /// <summary>Where the simulated market begins to be asked: any fixed hour will do, so that two runs see the same.</summary>
    private static readonly DateTimeOffset SimulatedStart = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The block time of the first nonce.</summary>
    public static DateTimeOffset FirstNonceTime(WorkerSettings settings) => settings.From ?? SimulatedStart;

    public static DevNetOptions Options(WorkerSettings settings)
    {
        var step = settings.Step / EpochLength;
        return new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with
            {
                BlockInterval = settings.BlockInterval,
                GasPrice = settings.GasPrice,
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
                        Workers = [FirstAccount()],
                    },
                ],
            },
        };
    }

    /// <summary>Starts it and lets it stand at its first blocks: the first window must not pass while the worker starts.</summary>
    public static async Task<DevNet> StartAsync(WorkerSettings settings, TimeProvider time)
    {
        var devnet = await DevNet.StartAsync(Options(settings), CancellationToken.None).ConfigureAwait(false);
        while (devnet.Height < 1)
            await Task.Delay(TimeSpan.FromMilliseconds(1), time).ConfigureAwait(false);
        devnet.IsHalted = true;
        return devnet;
    }

    private static string FirstAccount()
    {
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        return wallet.Address;
    }
}
