using System.Collections.Concurrent;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Journal;
using Allora.Sdk.DevNet.Options;
using Topic67.Competition.Operator;
using Topic67.Competition.Report;
using Topic67.Worker.Reporting;
using Topic67.Worker.State;

namespace Topic67.Competition.Idle;

/// <summary>
/// The operator's binary as on a real network (blocks of 5 s, an epoch of 720, an exchange behind HTTP, no DevNet's haste), for one
/// window and then for minutes in which nothing happens.
/// </summary>
internal static class IdleRun
{
    private const ulong Topic = 67;
    private const long FirstWindow = 5;
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<IdleFigures> RunAsync(TimeSpan duration, Progress progress, CancellationToken stop, TimeSpan? block = null)
    {
        var folder = Directory.CreateTempSubdirectory("topic67-idle-");
        try
        {
            return await RunAsync(duration, folder.FullName, progress, block ?? Block, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IdleFigures> RunAsync(TimeSpan duration, string folder, Progress progress, TimeSpan block, CancellationToken stop)
    {
        var state = Path.Combine(folder, "state");
        await using var devnet = await StartAsync(block, stop);
        await using var exchange = await LoopbackExchange.StartAsync(stop);
        var stamps = new ConcurrentQueue<DevNetStamp>();
        devnet.Stamped += stamps.Enqueue;
        var environment = new Dictionary<string, string>
        {
            ["MNEMONIC"] = DevNetGenesis.TestMnemonic,
            ["PRICE_SOURCE"] = "coinbase",
            ["PRICE_URL"] = exchange.Address,
        };
        string[] arguments = ["--network", "testnet", "--chain-id", devnet.ChainId, "--grpc", devnet.Grpc.ToString(), "--rpc", devnet.Rpc.ToString(), "--state", state];
        progress.Say("real time: waiting for the worker's one window");
        var started = TimeProvider.System.GetTimestamp();
        await using var worker = OperatorProcess.Start(arguments, environment, folder);
        await worker.LineAsync("state: Ready", Limit, stop);
        devnet.IsHalted = false;
        await worker.LineAsync("success: height", Limit, stop);
        // The window's own work is over with its success; two blocks more let it settle.
        await Task.Delay(2 * block, TimeProvider.System, stop);

        var (began, cpu, height, logs) = (TimeProvider.System.GetTimestamp(), worker.Cpu, devnet.Height, LogFiles.Bytes(state));
        progress.Say(FormattableString.Invariant($"idle for {duration.TotalMinutes:0.##} minutes from here"));
        while (TimeProvider.System.GetElapsedTime(began) < duration && !worker.HasExited)
        {
            var left = duration - TimeProvider.System.GetElapsedTime(began);
            await Task.Delay(left < Block ? left : Block, TimeProvider.System, stop);
            progress.Tick("idle seconds", TimeProvider.System.GetElapsedTime(began).TotalSeconds, duration.TotalSeconds);
        }

        var (idle, spent, made) = (TimeProvider.System.GetElapsedTime(began), worker.Cpu - cpu, devnet.Height - height);
        var (peak, written) = (worker.Memory.Peak, LogFiles.Bytes(state) - logs);
        await worker.TerminateAsync(stop);
        var code = await worker.ExitAsync(stop);
        return new IdleFigures
        {
            Machine = Machine.Describe(),
            Seconds = idle.TotalSeconds,
            CpuSeconds = spent.TotalSeconds,
            Blocks = (int)made,
            UptimeSeconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds,
            PeakMemoryBytes = peak,
            IdleLogBytes = written,
            FirstResponseMs = Response(stamps),
            ConfirmedMs = new History(new StateFolder(state)).Windows is [var first, ..] ? first.ConfirmedMs : null,
            ExitCode = code,
            Lines = worker.Lines,
        };
    }

    private static double? Response(IEnumerable<DevNetStamp> stamps)
    {
        var (window, broadcast) = (stamps.FirstOrDefault(s => s.Kind == "window"), stamps.FirstOrDefault(s => s is { Kind: "broadcast", Code: 0 }));
        return window is null || broadcast is null ? null : TimeProvider.System.GetElapsedTime(window.Timestamp, broadcast.Timestamp).TotalMilliseconds;
    }

    private static async Task<AlloraDevNet> StartAsync(TimeSpan block, CancellationToken stop)
    {
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        var devnet = await AlloraDevNet.StartAsync(
            new DevNetOptions
            {
                Genesis = DevNetGenesis.Default with
                {
                    BlockInterval = block,
                    Topics =
                    [
                        new GenesisTopic
                        {
                            Id = Topic,
                            EpochLength = 720,
                            WorkerSubmissionWindow = 120,
                            GroundTruthLag = 720,
                            FirstWindow = FirstWindow,
                            Workers = [wallet.Address],
                        },
                    ],
                },
            },
            stop);
        // No window passes while the worker gets ready.
        devnet.IsHalted = true;
        return devnet;
    }
}
