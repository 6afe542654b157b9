using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Allora.Benchmarks.Requests;

/// <summary>
/// How often workers call a node whose events arrive: with 1 and 100 topics and nothing open, with a window a minute, and with a window a minute of a node that
/// refuses more than 10 calls a minute. Frames are not counted. The chains run at the same time, with blocks of 5 s. Usage: requests [minutes] (default 6).
/// Exits with 1 if nothing is open and a node is called more than 4 times a minute, or more than 8 times for a window, or if a window is missed.
/// </summary>
internal static class RequestsCommand
{
    private const double MostQuiet = 4;
    private const double MostForWindow = 8;
    private const int LimitPerMinute = 10;
    private const int QuietEpoch = 100_000;
    private const int WindowEpoch = 12;

    private static readonly TimeSpan Block = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(150);

    public static async Task<int> RunAsync(string[] args)
    {
        var minutes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 6;
        Case[] cases = [new(1, QuietEpoch, null), new(100, QuietEpoch, null), new(1, WindowEpoch, null), new(1, WindowEpoch, LimitPerMinute)];
        var all = await Task.WhenAll(cases.Select(one => MeasureAsync(one, minutes)));
        var isMet = true;
        foreach (var ((topics, epoch, limit), (calls, refused, windows, missed)) in cases.Zip(all))
        {
            var total = calls.Sum(static one => one.Calls);
            var isQuiet = epoch == QuietEpoch;
            var (figure, most) = isQuiet ? (total / (double)minutes, MostQuiet) : (total / (double)Math.Max(1, windows), limit ?? MostForWindow);
            var isKept = figure <= most && missed == 0;
            isMet &= isKept;
            Say($"{topics} topics, {(isQuiet ? "nothing open" : $"{windows} windows included, {missed} missed")}, {minutes} minutes{(limit is null ? "" : $", at most {limit} calls a minute")}: {total} calls, {refused} refused, {figure:0.0} {(isQuiet ? "a minute" : "a window, those between windows included")} (at most {most}){(isKept ? "" : "  LIMIT BROKEN")}");
            foreach (var (method, count) in calls)
                Say($"  {method,-36} {count,5}  {count / (double)minutes,6:0.0} a minute");
        }

        return isMet ? 0 : 1;
    }

    private static async Task<(IReadOnlyList<(string Method, int Calls)> Calls, int Refused, int Windows, int Missed)> MeasureAsync(Case one, int minutes)
    {
        var (topics, epoch, limit) = one;
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with
            {
                BlockInterval = Block,
                Topics = [.. Enumerable.Range(1, topics).Select(id => new GenesisTopic
                {
                    Id = (ulong)id, EpochLength = epoch, WorkerSubmissionWindow = Math.Min(epoch - 1, 8), GroundTruthLag = epoch, FirstWindow = epoch == QuietEpoch ? QuietEpoch : WindowEpoch,
                })],
            },
        });
        using var channel = GrpcChannel.ForAddress(devnet.Grpc);
        var counts = new CallCounts(limit);
        await using var client = new AlloraClient(devnet.Network, new AlloraClientOptions { CallInvoker = channel.Intercept(counts) });
        var state = Directory.CreateTempSubdirectory("requests-");
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic).WithOptions(new WalletOptions { StateFolder = state.FullName });
        using var stop = new CancellationTokenSource();
        var (included, missed) = (0, 0);
        List<Task> running = [];
        for (var topic = 1; topic <= topics; topic++)
        {
            var runner = new WorkerRunner(client, wallet, new ConstantProvider(), new WorkerOptions { TopicId = (ulong)topic });
            running.Add(runner.RunAsync(stop.Token));
            running.Add(CountAsync(runner));
        }

        await Task.Delay(Start, TimeProvider.System);
        counts.Take();
        Interlocked.Exchange(ref included, 0);
        Interlocked.Exchange(ref missed, 0);
        await Task.Delay(TimeSpan.FromMinutes(minutes), TimeProvider.System);
        var (calls, refused) = counts.Take();
        var (windows, lost) = (included, missed);
        await stop.CancelAsync();
        await Task.WhenAll(running);
        state.Delete(recursive: true);
        return (calls, refused, windows, lost);

        async Task CountAsync(WorkerRunner runner)
        {
            await foreach (var result in runner.ResultsAsync(CancellationToken.None))
            {
                if (result.Status == SubmissionStatus.Included)
                    Interlocked.Increment(ref included);
                else if (result.Status is SubmissionStatus.Missed or SubmissionStatus.Rejected)
                    Interlocked.Increment(ref missed);
            }
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record Case(int Topics, int Epoch, int? Limit);

    private sealed class ConstantProvider : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.0123));
    }
}
