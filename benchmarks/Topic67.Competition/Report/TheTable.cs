using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Allora.Sdk.Values;
using Topic67.Competition.Idle;
using Topic67.Competition.Replay;

namespace Topic67.Competition.Report;

/// <summary>The figures that the original's operators expect, beside what was measured.</summary>
internal static partial class TheTable
{
    // A real block takes about 5 s; it is what a submission's latency is made of there.
    private const double RealBlockSeconds = 5;

    public static IReadOnlyList<Row> Of(ReplayFigures? replay, IdleFigures? idle)
    {
        var rows = new List<Row>();
        if (replay is not null)
            rows.AddRange(OfReplay(replay, idle));
        rows.Add(idle is null
            ? new Row("CPU, idle", "under 5 %", "not measured: run the idle command", null)
            : new Row("CPU, idle", "under 5 %", F($"{idle.CpuPercent:0.00} % of a core ({idle.CpuSeconds:0.00} CPU-s in {idle.Seconds:0} s of real time, {idle.Blocks} blocks)"), idle.CpuPercent < 5));
        return rows;
    }

    private static IEnumerable<Row> OfReplay(ReplayFigures replay, IdleFigures? idle)
    {
        var included = replay.Windows.Count(w => w.IsIncluded);
        var days = replay.MarketDays;
        yield return new Row("submissions in the competition", "about 2 000 in 90 days (hourly)", F($"{included} of {replay.Windows.Count} windows in {days:0.#} days"), included >= 2000 * days / 90);
        var first = new Spread(replay.Windows.Select(w => w.FirstResponseMs));
        yield return new Row("first response to a window", "within 30 s", first.Text("0.0", "ms"), first.Max <= 30_000 && first.Count >= included);
        yield return Latency(replay, idle);
        var success = 100.0 * included / Math.Max(1, replay.Windows.Count);
        yield return new Row("success", "over 95 %", F($"{success:0.##} %{(included == replay.Windows.Count ? ", no window failed" : F($"; {replay.Windows.Count - included} failed, each with its reason below"))}"), success > 95);
        yield return Uptime(replay, idle);
        var perHour = replay.CpuSeconds / replay.Windows.Count;
        yield return new Row("CPU with a refit each day", "20 to 40 % while training", F($"{100 * perHour / 3600:0.00000} % ({perHour * 1000:0.0} CPU-ms a market hour / 3600; the start with all its fits {replay.StartCpuSeconds:0.0} CPU-s)"), perHour / 3600 < 0.4);
        yield return new Row("memory", "100 to 500 MB", F($"{replay.TypicalMemoryBytes / 1e6:0} MB, at most {replay.PeakMemoryBytes / 1e6:0} MB"), replay.PeakMemoryBytes <= 500e6);
        yield return new Row("log volume", "about 1 MB a day", F($"{replay.LogBytes / days:0} bytes a market day ({replay.LogBytes / 1e6:0.00} MB in all)"), replay.LogBytes / days <= 1e6);
        var paid = BigInteger.Parse(replay.PaidUallo, CultureInfo.InvariantCulture);
        var each = included == 0 ? BigInteger.Zero : paid / included;
        yield return new Row("fee a submission", "about 0.0001 ALLO", $"{Allo(each)} ALLO at a gas price of {replay.GasPrice} uallo", each <= BigInteger.Pow(10, 14));
        yield return new Row("fees in all", "0.2 ALLO", $"{Allo(paid)} ALLO", paid <= 2 * BigInteger.Pow(10, 17));
        var poll = Seconds().Match(replay.PollLine) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : int.MaxValue;
        yield return new Row("polling beside events", "every 120 s", F($"every {poll} s"), poll <= 120);
    }

    private static Row Latency(ReplayFigures replay, IdleFigures? idle)
    {
        var blocks = new Spread(replay.Windows.Select(w => (double?)(w.Height - w.Nonce)));
        var real = idle?.ConfirmedMs is { } confirmed ? F($"; in real time with blocks of 5 s: {confirmed / 1000:0.0} s") : "";
        var text = F($"in a block after {blocks.Text("0", "blocks")}; seen there after {new Spread(replay.Windows.Select(w => w.ConfirmedMs)).Text("0.0", "ms")} of the replay's short blocks{real}");
        return new Row("submission latency", "under 15 s", text, blocks.Max * RealBlockSeconds < 15 && (idle?.ConfirmedMs ?? 0) < 15_000);
    }

    private static Row Uptime(ReplayFigures replay, IdleFigures? idle)
    {
        var answeredTo = replay.Windows.Count;
        var longest = Math.Max(replay.RealSeconds, idle?.UptimeSeconds ?? 0);
        var whole = replay is { Starts: 1, ExitCode: 0 } && (replay.MarketUntil - replay.MarketFrom).TotalHours <= answeredTo + 0.01;
        return new Row(
            "uptime",
            "over 99 %, 24 h and more without a restart",
            F($"{(whole ? "100 %" : "broken off")} of {(replay.MarketUntil - replay.MarketFrom).TotalHours:0} market hours, {replay.Starts - 1} restarts, exit code {replay.ExitCode}; the longest real-time run: {longest / 60:0.0} minutes"),
            whole);
    }

    private static string Allo(BigInteger uallo) => new UAllo(uallo).ToAllo();

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("every ([0-9]+) s")]
    private static partial Regex Seconds();
}
