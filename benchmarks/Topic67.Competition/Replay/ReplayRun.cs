using System.Globalization;
using Allora.Sdk.DevNet.Options;
using Topic67.Competition.Operator;
using Topic67.Competition.Report;
using Topic67.Worker.Reporting;
using Topic67.Worker.State;

namespace Topic67.Competition.Replay;

/// <summary>One replay: the chain in this process, the operator's binary in another, its active period the 90 days.</summary>
internal static class ReplayRun
{
    private static readonly TimeSpan ForReady = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ForEnd = TimeSpan.FromMinutes(1);

    public static async Task<ReplayFigures> RunAsync(ReplayOptions options, Progress progress, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("topic67-competition-");
        try
        {
            return await RunAsync(options, folder.FullName, progress, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<ReplayFigures> RunAsync(ReplayOptions options, string folder, Progress progress, CancellationToken stop)
    {
        var state = Path.Combine(folder, "state");
        await using var chain = await ReplayChain.StartAsync(options, stop);
        // The period ends before a window opens that is not of the competition.
        var (from, until) = (options.From - ReplayChain.Step, options.From.AddHours(options.Windows) - ReplayChain.Step);
        string[] common = ["--network", "local", "--grpc", chain.DevNet.Grpc.ToString(), "--rpc", chain.DevNet.Rpc.ToString(), "--state", state, "--prices", options.Prices];
        var environment = new Dictionary<string, string> { ["MNEMONIC"] = DevNetGenesis.TestMnemonic, ["ACTIVE_FROM"] = Utc(from), ["ACTIVE_UNTIL"] = Utc(until) };
        await using var worker = OperatorProcess.Start(common, environment, folder);
        await worker.LineAsync("waiting for the start of the active period", ForReady, stop);
        await chain.ReachFirstWindowAsync(stop);
        await worker.LineAsync("state: Ready", ForReady, stop);
        progress.Say($"replaying {options.Windows} windows from {Utc(options.From)}, gas price {options.GasPrice} uallo");
        var (began, atReady) = (TimeProvider.System.GetTimestamp(), worker.Cpu);
        var (fates, memory) = (new List<WindowFate>(), new List<long>());
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        for (var index = 0; index < options.Windows && !worker.HasExited; index++)
        {
            fates.Add(await chain.NextAsync(index, stop));
            // The end of the period comes with the last block: the figures are taken while the process can be asked.
            if (worker.HasExited)
                break;
            cpu = worker.Cpu - atReady;
            (var now, peak) = worker.Memory;
            memory.Add(now);
            progress.Tick("windows", index + 1, options.Windows);
        }

        var real = TimeProvider.System.GetElapsedTime(began);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ending.CancelAfter(ForEnd);
        var code = await worker.ExitAsync(ending.Token);
        return new ReplayFigures
        {
            PriceFile = Path.GetFileName(options.Prices),
            GasPrice = options.GasPrice,
            Machine = Machine.Describe(),
            MarketFrom = from,
            MarketUntil = until,
            RealSeconds = real.TotalSeconds,
            StartCpuSeconds = atReady.TotalSeconds,
            CpuSeconds = cpu.TotalSeconds,
            TypicalMemoryBytes = memory.Order().ElementAtOrDefault(memory.Count / 2),
            PeakMemoryBytes = peak,
            LogBytes = LogFiles.Bytes(state),
            PaidUallo = chain.Paid.ToString(CultureInfo.InvariantCulture),
            Starts = File.ReadLines(Path.Combine(state, "events.jsonl")).Count(line => line.Contains("\"event\":\"startup\"", StringComparison.Ordinal)),
            ExitCode = code,
            PollLine = worker.Lines.FirstOrDefault(line => line.StartsWith("subscribed", StringComparison.Ordinal)) ?? "",
            Summary = [.. worker.Lines.TakeLast(5)],
            Score = await OperatorProcess.RunAsync(["score", .. common], environment, folder, stop),
            Windows = Joined(fates, new History(new StateFolder(state)).Windows, new Expectations(options.Prices)),
        };
    }

    private static List<WindowFate> Joined(List<WindowFate> fates, IReadOnlyList<WindowRecord> records, Expectations expected)
    {
        var byNonce = records.GroupBy(record => record.Nonce).ToDictionary(group => group.Key, group => group.Last());
        return fates.ConvertAll(fate =>
        {
            var record = byNonce.GetValueOrDefault(fate.Nonce);
            return fate with
            {
                Expected = expected.At(fate.BlockTime),
                Status = record?.Status,
                How = record?.How,
                Reason = record?.Reason,
                Hash = record?.Hash,
                FeeUallo = record?.FeeUallo,
                ConfirmedMs = record?.ConfirmedMs,
            };
        });
    }

    private static string Utc(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
