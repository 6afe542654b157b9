using System.Diagnostics;
using System.Globalization;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Benchmarks.Settlement;

/// <summary>
/// How long the arithmetic of an epoch takes: 6 forecasters, 6 reputers, and 10, 32 or 100 inferers who all are in the active set.
/// Usage: settlement [epochs] (default 12). Exits with 1 if an epoch of 32 inferers takes more than 250 ms.
/// </summary>
internal static class SettlementCommand
{
    private const double LimitMilliseconds = 250;
    private static readonly int[] Sizes = [10, 32, 100];

    public static int Run(string[] args)
    {
        var epochs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 12;
        var met = true;
        Console.WriteLine("inferers  worker close  reputer close  scores, rewards  epoch: median     most      CPU   (milliseconds)");
        foreach (var size in Sizes)
        {
            _ = Measure(size, epochs / 3);
            var before = Environment.CpuUsage.TotalTime;
            var times = Measure(size, epochs);
            var cpu = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / epochs;
            var totals = times.Select(static one => one.Sum()).Order().ToList();
            var median = totals[totals.Count / 2];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{size,8}  {Median(times, 0),12:0.0}  {Median(times, 1),13:0.0}  {Median(times, 2),15:0.0}  {median,13:0.0}  {totals[^1],7:0.0}  {cpu,7:0.0}"));
            met &= size != 32 || median <= LimitMilliseconds;
        }

        return met ? 0 : 1;
    }

    private static double Median(List<double[]> times, int part) => times.Select(one => one[part]).Order().ElementAt(times.Count / 2);

    private static List<double[]> Measure(int inferers, int epochs)
    {
        var parameters = new EmissionsParameters { MaxTopInferersToReward = (ulong)inferers };
        var topic = new TopicParameters { EpochLength = 12, GroundTruthLag = 12, WorkerSubmissionWindow = 5 };
        var payloads = new SyntheticTopic(inferers, 6, 6, seed: 1);
        var ledger = TopicLedger.Empty;
        var times = new List<double[]>();
        for (var nonce = 12L; times.Count < epochs; nonce += 12)
        {
            var (inferences, forecasts) = (payloads.Inferences(), payloads.Forecasts());
            var clock = Stopwatch.GetTimestamp();
            var inference = WorkerClose.Run(ledger, inferences, forecasts, topic, parameters);
            var first = Stopwatch.GetElapsedTime(clock);
            List<ReputerLosses> losses = [.. Enumerable.Range(0, payloads.Reputers).Select(m => payloads.Losses(m, inference.Inference!))];
            clock = Stopwatch.GetTimestamp();
            var closed = ReputerClose.Run(inference.Ledger, nonce, [.. losses.Select(one => Filtered(one, inference.Inference!))], topic, parameters);
            var second = Stopwatch.GetElapsedTime(clock);
            clock = Stopwatch.GetTimestamp();
            var paid = RewardDistribution.Run(
                closed.Ledger, nonce, Dec.Parse("27687062827703624.47"), reputer => losses.Find(one => one.Reputer == reputer)!.Stake.Truncate(), topic, parameters);
            times.Add([first.TotalMilliseconds, second.TotalMilliseconds, Stopwatch.GetElapsedTime(clock).TotalMilliseconds]);
            ledger = paid.Ledger.Prune(nonce - 36);
        }

        return times;
    }

    private static ReputerLosses Filtered(ReputerLosses losses, NetworkInferenceBundle bundle) => losses with
    {
        Losses = NetworkLosses.Filter(
            losses.Losses,
            bundle.Inferers.Select(static one => one.Worker).ToHashSet(StringComparer.Ordinal),
            bundle.ForecasterRegretsUsed.Select(static one => one.Worker).ToHashSet(StringComparer.Ordinal))!,
    };
}
