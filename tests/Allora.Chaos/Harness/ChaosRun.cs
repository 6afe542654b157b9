using System.Globalization;
using System.Text.Json;
using Allora.Chaos.DevNetSide;
using Allora.Chaos.Plan;
using Allora.Sdk;
using Allora.Sdk.Values;

namespace Allora.Chaos.Harness;

/// <summary>One run: a chain, a worker, faults, a quiet end, and the judge's verdict.</summary>
internal sealed class ChaosRun(ChaosOptions options)
{
    private const int QuietEpochs = 4;

    private readonly RunFolder _folder = new(options.Folder);

    public async Task<int> RunAsync()
    {
        Console.WriteLine($"chaos: seed {options.Seed}, logs in {_folder.Root}{(options.Off.Length > 0 ? $", WITHOUT {options.Off}" : "")}");
        using (var log = new JsonLines(_folder.Path("harness.jsonl")))
        {
            log.Write(
                "run", ("seed", options.Seed), ("off", options.Off), ("detectionMs", options.DetectionMs), ("pollMs", options.PollMs), ("dMs", options.DMs),
                ("blockMs", options.BlockMs), ("window", options.Window), ("epoch", options.Epoch), ("nodes", options.Nodes), ("apartMs", options.ApartMs), ("awayMs", options.AwayMs), ("rest", options.Rest),
                ("maximumFee", Text(new FeeOptions().MaximumFeeOn(AlloraNetwork.Local))), ("dailyBudget", Text(new WalletOptions().DailyBudgetOn(AlloraNetwork.Local))),
                ("kinds", FaultNames.Of(options)));
            using var stalls = new StallWatch(log, TimeSpan.FromMilliseconds(options.BlockMs));
            await RunAsync(log);
        }

        await using var judge = ChildProcess.Start("Allora.Chaos.Judge", [_folder.Root], null);
        await foreach (var line in judge.Lines.ReadAllAsync())
            Console.WriteLine(line);
        await judge.Ended;
        return judge.ExitCode;
    }

    private async Task RunAsync(JsonLines log)
    {
        var started = TimeProvider.System.GetTimestamp();
        await File.WriteAllBytesAsync(_folder.Path("devnet.json"), JsonSerializer.SerializeToUtf8Bytes(new HostSettings
        {
            BlockMs = options.BlockMs,
            Nodes = options.Nodes,
            ApartMs = options.ApartMs,
            AwayMs = options.AwayMs,
            Epoch = options.Epoch,
            Window = options.Window,
            Seed = options.Seed,
            Topics = [.. options.Topics],
            Log = _folder.Path("devnet.jsonl"),
            Rest = options.Rest,
        }));
        await using var devnet = await DevNetProcess.StartAsync(_folder.Path("devnet.json"), _folder.Path("devnet.log"));
        for (var i = 0; i < options.Topics.Count; i++)
            log.Write("wallet", ("address", devnet.Ready.Wallets[i]), ("topics", options.Topics[i]));
        await using var worker = new WorkerProcess(devnet, _folder, options.Worker, WorkerSettings(devnet.Ready), log);
        await worker.StartAsync();

        using var quiet = new CancellationTokenSource();
        var faults = new FaultRunner(options, devnet, worker, log).RunAsync(quiet.Token);
        await ReachEndAsync(devnet, log, started, faults);
        await quiet.CancelAsync();
        await faults;
        log.Write("quiet");

        var end = await devnet.HeightAsync() + (QuietEpochs * options.Epoch);
        while (await devnet.HeightAsync() < end)
            await Task.Delay(TimeSpan.FromMilliseconds(options.BlockMs), TimeProvider.System);
        await worker.StopAsync(TimeSpan.FromMilliseconds((options.WindowMs * 4) + 20_000));
        await Task.Delay(TimeSpan.FromMilliseconds(options.BlockMs * 3), TimeProvider.System);
        await devnet.FinishAsync();
        log.Write("end");
    }

    // The upgrade comes when half of the run is over, whichever way its length is given.
    private async Task ReachEndAsync(DevNetProcess devnet, JsonLines log, long started, Task faults)
    {
        var last = options.Epochs == int.MaxValue / 100 ? long.MaxValue : (long)options.Epochs * options.Epoch;
        var time = options.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) - TimeSpan.FromMilliseconds(8_000 + (options.Epoch * (QuietEpochs + 2) * options.BlockMs)) : TimeSpan.MaxValue;
        var isUpgraded = false;
        while (true)
        {
            var height = await devnet.HeightAsync();
            var passed = TimeProvider.System.GetElapsedTime(started);
            if (height >= last || passed >= time)
                return;
            if (!isUpgraded && (height >= last / 2 || passed >= time / 2))
            {
                isUpgraded = true;
                log.Write("fault-begin", ("id", 0), ("kind", FaultNames.Upgrade));
                await devnet.DoAsync("upgrade", height + 3);
                log.Write("fault-end", ("id", 0), ("kind", FaultNames.Upgrade));
            }

            if (await Task.WhenAny(faults, devnet.Ended, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System)) is { IsFaulted: true } failed)
                await failed;
            if (devnet.Ended.IsCompleted)
                throw new InvalidOperationException("the DevNet's process ended in the middle of the run: see devnet.log");
        }
    }

    private Func<string, object> WorkerSettings(Reply devnet) => provider => new
    {
        chainId = devnet.ChainId,
        grpc = Known(options.Rest ? [.. devnet.Rest.Select(static rest => $"rest+{rest}")] : devnet.Grpc),
        rpc = Known(devnet.Rpc),
        topics = options.Topics,
        state = _folder.Path("state"),
        providerLog = provider,
        detectionMs = options.DetectionMs,
        pollMs = options.PollMs,
        windowMs = options.WindowMs,
        poller = options.Off != "poller",
        journal = options.Off != "journal",
        seed = options.Seed,
        verbose = options.Verbose,
    };

    private static string Text(UAllo amount) => amount.Value.ToString(CultureInfo.InvariantCulture);

    // Without failover the worker knows of the first node only.
    private string[] Known(string[] endpoints) => options.Off == "failover" ? endpoints[..1] : endpoints;
}
