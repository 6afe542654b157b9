using System.CommandLine;
using System.Globalization;
using Topic67.Competition.Idle;
using Topic67.Competition.Replay;
using Topic67.Competition.Report;

namespace Topic67.Competition;

/// <summary>
/// The competition of the original worker, replayed: "replay" drives the operator's binary through 90 days of real bars, "idle" watches
/// it in real time while nothing happens, and neither of them named does both. Each writes its figures into one folder and prints the table of all that is there.
/// </summary>
internal static class CompetitionCommand
{
    private static readonly Option<string?> Prices = new("--prices") { Description = "The hourly bars, as CSV (replay)." };
    private static readonly Option<string> From = new("--from") { Description = "The block time of the first window, UTC.", DefaultValueFactory = _ => "2025-08-25T01:00Z" };
    private static readonly Option<int> Windows = new("--windows") { Description = "How many hourly windows.", DefaultValueFactory = _ => 2160 };
    private static readonly Option<string> GasPrice = new("--gas-price") { Description = "The chain's gas price in uallo. Far above the local network's floor of 10, the worker waits half of the first window, and its default limits refuse the fee.", DefaultValueFactory = _ => "10" };
    private static readonly Option<double> Minutes = new("--minutes") { Description = "How long to watch the idle worker.", DefaultValueFactory = _ => 10 };
    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "The folder for figures and report.", DefaultValueFactory = _ => new DirectoryInfo("competition") };

    public static RootCommand Create(TextWriter output)
    {
        var root = new RootCommand("Replays the topic 67 competition with the operator's binary, and measures it idle.") { Prices, From, Windows, GasPrice, Minutes, Out };
        root.SetAction((line, token) => RunAsync(line, output, replay: true, idle: true, token));
        var replay = new Command("replay", "90 days of hourly windows through a DevNet.") { Prices, From, Windows, GasPrice, Out };
        replay.SetAction((line, token) => RunAsync(line, output, replay: true, idle: false, token));
        var idle = new Command("idle", "Real time: blocks of 5 s, one window, then nothing.") { Minutes, Out };
        idle.SetAction((line, token) => RunAsync(line, output, replay: false, idle: true, token));
        var report = new Command("report", "The table again, from the figures in the folder.") { Out };
        report.SetAction((line, token) => RunAsync(line, output, replay: false, idle: false, token));
        root.Add(report);
        root.Add(replay);
        root.Add(idle);
        return root;
    }

    private static async Task<int> RunAsync(ParseResult line, TextWriter output, bool replay, bool idle, CancellationToken stop)
    {
        var folder = line.GetRequiredValue(Out);
        folder.Create();
        if (replay)
        {
            if (line.GetValue(Prices) is not { } prices || !File.Exists(prices))
            {
                await output.WriteLineAsync("Name the file of hourly bars: --prices FILE");
                return 2;
            }

            var options = new ReplayOptions
            {
                Prices = Path.GetFullPath(prices),
                From = DateTimeOffset.Parse(line.GetRequiredValue(From), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                Windows = line.GetValue(Windows),
                GasPrice = line.GetRequiredValue(GasPrice),
            };
            Files.Write(folder, await ReplayRun.RunAsync(options, new Progress(output), stop));
        }

        if (idle)
            Files.Write(folder, await IdleRun.RunAsync(TimeSpan.FromMinutes(line.GetValue(Minutes)), new Progress(output), stop));
        var report = Files.Read(folder);
        var rows = TheTable.Of(report.Replay, report.Idle);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "report.md"), MarkdownReport.Of(report.Replay, report.Idle, rows), stop);
        await output.WriteLineAsync(MarkdownReport.Table(rows));
        await output.WriteLineAsync($"Written to {folder.FullName}: report.md, replay.json with every window, idle.json");
        return rows.Any(row => row.Holds == false) ? 1 : 0;
    }
}
