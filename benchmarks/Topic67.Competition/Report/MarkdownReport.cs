using System.Globalization;
using System.Text;
using Topic67.Competition.Idle;
using Topic67.Competition.Replay;

namespace Topic67.Competition.Report;

/// <summary>The report for people.</summary>
internal static class MarkdownReport
{
    private static readonly DateTimeOffset CompetitionBegan = new(2025, 9, 16, 0, 0, 0, TimeSpan.Zero);

    public static string Table(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder("| what | theirs | ours | no worse |\n|---|---|---|---|\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.What} | {row.Theirs} | {row.Ours} | {Word(row.Holds)} |\n");
        return text.ToString();
    }

    public static string Of(ReplayFigures? replay, IdleFigures? idle, IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder("# The competition replayed\n\n");
        text.Append(Table(rows));
        if (replay is not null)
            Replay(text, replay);
        if (idle is not null)
            Idle(text, idle);
        if (replay is not null)
            Days(text, replay);
        return text.ToString();
    }

    private static void Replay(StringBuilder text, ReplayFigures replay)
    {
        var theirs = replay.Windows.Count(w => w.BlockTime >= CompetitionBegan);
        var off = replay.Windows.Where(w => w.IsIncluded && w.Expected is not null).Select(w => Math.Abs(double.Parse(w.Value!, CultureInfo.InvariantCulture) - w.Expected!.Value)).DefaultIfEmpty(double.NaN).Max();
        Line(text, $"\n## The replay\n");
        Line(text, $"{replay.Windows.Count} hourly windows over the bars of {replay.PriceFile}, active period {replay.MarketFrom:yyyy-MM-ddTHH:mmZ} until {replay.MarketUntil:yyyy-MM-ddTHH:mmZ}.");
        Line(text, $"The competition ran from 2025-09-16 to 2025-12-15; {theirs} of these windows are its own.");
        Line(text, $"{replay.RealSeconds:0} s of real time for {replay.MarketDays:0.#} days, {replay.Machine}.");
        Line(text, $"An hour is 12 blocks here, 720 on a real chain; the chain waits up to 30 s of real time for an answer before its next block.");
        Line(text, $"The worker is a process of its own; its CPU and memory are read from outside and hold nothing of the chain's.");
        Line(text, $"Largest difference between a value on the chain and the same forecast made without worker and chain: {off:0.0e+0}.");
        Line(text, $"\nWho spoke:\n");
        foreach (var (how, count) in replay.Windows.GroupBy(w => (w.How ?? "no record").Split([" fitted", ",", ";", ":"], 2, StringSplitOptions.None)[0]).Select(g => (g.Key, g.Count())).OrderByDescending(g => g.Item2))
            Line(text, $"- {count} x {how}");
        Line(text, $"\nFailures:\n");
        foreach (var failed in replay.Windows.Where(w => !w.IsIncluded))
            Line(text, $"- nonce {failed.Nonce} ({failed.BlockTime:yyyy-MM-ddTHH:mmZ}): {failed.Status ?? "no record"} {failed.Reason}");
        if (replay.Windows.All(w => w.IsIncluded))
            Line(text, $"- none");
        Line(text, $"\nThe worker's last lines, and its `score` command afterwards:\n");
        Line(text, $"```\n{string.Join('\n', replay.Summary)}\n\n{replay.Score}\n```");
    }

    private static void Idle(StringBuilder text, IdleFigures idle)
    {
        Line(text, $"\n## In real time\n");
        Line(text, $"The binary as on a real network: blocks of 5 s, epochs of 720 blocks, prices over HTTP from an exchange on loopback (made-up bars). {idle.Machine}.");
        Line(text, $"One window first: its transaction arrived {idle.FirstResponseMs:0.0} ms after the frame, and was seen in a block after {idle.ConfirmedMs / 1000:0.0} s.");
        Line(text, $"Then {idle.Seconds / 60:0.0} minutes without a window: {idle.CpuSeconds:0.00} CPU-seconds, {idle.IdleLogBytes} bytes of logs, at most {idle.PeakMemoryBytes / 1e6:0} MB. Exit code {idle.ExitCode}.");
    }

    private static void Days(StringBuilder text, ReplayFigures replay)
    {
        Line(text, $"\n## Every day\n");
        Line(text, $"Each single window is in replay.json.\n");
        Line(text, $"| day | windows | included | first response, ms | forecasts from, to |\n|---|---|---|---|---|");
        foreach (var day in replay.Windows.GroupBy(w => w.BlockTime.UtcDateTime.Date))
        {
            var values = day.Where(w => w.IsIncluded).Select(w => double.Parse(w.Value!, CultureInfo.InvariantCulture)).DefaultIfEmpty(double.NaN).ToList();
            Line(text, $"| {day.Key:yyyy-MM-dd} | {day.Count()} | {day.Count(w => w.IsIncluded)} | {new Spread(day.Select(w => w.FirstResponseMs)).Text("0.0", "").TrimEnd()} | {values.Min():0.00000}, {values.Max():0.00000} |");
        }
    }

    private static string Word(bool? holds) => holds switch
    {
        true => "yes",
        false => "**NO**",
        null => "-",
    };

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
