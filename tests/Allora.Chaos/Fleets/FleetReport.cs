using System.Globalization;

namespace Allora.Chaos.Fleets;

/// <summary>Prints the verdict.</summary>
internal static class FleetReport
{
    private const double LeastRecoverable = 0.7;
    private const int MostLines = 20;

    /// <summary>Returns whether all invariants hold.</summary>
    public static bool Write(FleetJudge judge, IReadOnlyList<FleetFault> faults)
    {
        Line($"{judge.Windows} windows of wallets, {judge.Missed} missed");
        Line($"{"fault",-22}{"count",7}{"in flight",11}{"touched",9}{"recoverable",13}{"missed",8}{"recovery median",17}{"largest",9}");
        foreach (var kind in faults.GroupBy(static fault => fault.Name).OrderBy(static kind => kind.Key, StringComparer.Ordinal))
        {
            var (touched, recoverable, missed) = judge.ByKind.GetValueOrDefault(kind.Key);
            var times = kind.Select(static fault => fault.Recovery).OfType<double>().Order().ToList();
            Line($"{kind.Key,-22}{kind.Count(),7}{kind.Count(static fault => fault.InFlight > 0),11}{touched,9}{(touched == 0 ? 1 : (double)recoverable / touched),13:0%}{missed,8}{Seconds(times, times.Count / 2),17}{Seconds(times, times.Count - 1),9}");
        }

        var all = judge.ByKind.Values.Aggregate((Touched: 0, Recoverable: 0), static (sum, one) => (sum.Touched + one.Touched, sum.Recoverable + one.Recoverable));
        var ratio = all.Touched == 0 ? 1 : (double)all.Recoverable / all.Touched;
        return new[]
        {
            Holds("paid twice", judge.PaidTwice),
            Holds("other bundles for a key, topic and nonce", judge.OtherBundles),
            Holds("other sequences for a pending nonce", judge.OtherSequences),
            Holds("missed although the window ended after the fault's start + D", judge.NotAllowed),
            Holds("faults from which not every wallet came back", [.. faults.Where(static fault => fault.Recovery is null).Select(static fault => fault.Name)]),
            Holds(string.Create(CultureInfo.InvariantCulture, $"touched windows that are recoverable: {ratio:0%}, at least {LeastRecoverable:0%} are wanted; below"), ratio < LeastRecoverable ? ["too few"] : []),
        }.All(static holds => holds);
    }

    private static bool Holds(string invariant, List<string> broken)
    {
        Line($"{(broken.Count == 0 ? "ok    " : "BROKEN")} {invariant}: {broken.Count}");
        foreach (var one in broken.Take(MostLines))
            Line($"         {one}");
        return broken.Count == 0;
    }

    private static string Seconds(List<double> times, int index) => times.Count == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{times[index] / 1000:0.0} s");

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
