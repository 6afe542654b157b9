using System.Diagnostics;
using System.Globalization;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;

namespace Allora.Benchmarks.Load;

/// <summary>
/// A DevNet in this process makes fast blocks while many accounts send as fast as they are answered: does its memory stay flat?
/// Usage: devnet-load [blocks] [interval-ms] (default 5000 blocks of 20 ms). Exits with 1 when memory grew over the last half.
/// </summary>
internal static class LoadCommand
{
    private const int Senders = 8;
    private const int Samples = 10;
    private const double AllowedGrowth = 1.10;

    // Blocks and states that are kept fill up during the first half; only then can memory be flat.
    private const int KeptBlocks = 500;

    public static async Task<int> RunAsync(string[] args)
    {
        var blocks = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5000;
        var interval = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
        var kept = Math.Min(KeptBlocks, Math.Max(1, blocks / 4));
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with { BlockInterval = TimeSpan.FromMilliseconds(interval) },
            HistoryLength = kept,
            BlockHistoryLength = kept,
            StampHistoryLength = kept,
        });
        using var stop = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(index => new LoadSender(devnet, index)).ToList();
        var sending = senders.ConvertAll(sender => sender.RunAsync(stop.Token));
        var watch = Stopwatch.StartNew();
        var (memory, included) = await WatchAsync(devnet, blocks, () => senders.Sum(static sender => sender.Accepted), watch);
        watch.Stop();
        await stop.CancelAsync();
        await Task.WhenAll(sending);
        var accepted = senders.Sum(static sender => sender.Accepted);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{blocks} blocks in {watch.Elapsed.TotalSeconds:F1} s; accepted {accepted} ({accepted / watch.Elapsed.TotalSeconds:F0}/s), included {included} ({included / watch.Elapsed.TotalSeconds:F0}/s), refused {senders.Sum(static sender => sender.Refused)}"));
        foreach (var sender in senders)
            sender.Dispose();
        return Judge(memory);
    }

    private static async Task<(List<Reading> Memory, long Included)> WatchAsync(AlloraDevNet devnet, int blocks, Func<long> accepted, Stopwatch watch)
    {
        var (memory, included, seen) = (new List<Reading>(), 0L, devnet.Height);
        var (first, every) = (devnet.Height, Math.Max(1, blocks / Samples));
        while (devnet.Height < first + blocks)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            for (; seen < devnet.Height; seen++)
                included += devnet.Transactions(seen + 1).Count;
            if (devnet.Height - first < (memory.Count + 1) * every)
                continue;
            using var process = Process.GetCurrentProcess();
            memory.Add(new Reading(GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"block {devnet.Height - first,5}  {watch.Elapsed.TotalSeconds,6:F1} s  accepted {accepted(),8}  included {included,8}  managed {memory[^1].Managed / 1048576.0,7:F1} MiB  RSS {memory[^1].Resident / 1048576.0,7:F1} MiB"));
        }

        return (memory, included);
    }

    private static int Judge(List<Reading> memory)
    {
        var half = memory.Skip(memory.Count / 2).ToList();
        var managed = (double)half[^1].Managed / half[0].Managed;
        var resident = (double)half[^1].Resident / half[0].Resident;
        var isFlat = managed <= AllowedGrowth && resident <= AllowedGrowth;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"over the last half: managed x{managed:F3}, RSS x{resident:F3}: {(isFlat ? "flat" : "GREW")}"));
        return isFlat ? 0 : 1;
    }

    private readonly record struct Reading(long Managed, long Resident);
}
