using System.Globalization;

namespace Allora.Chaos;

/// <summary>The command line of a run. Every length follows from the time between blocks.</summary>
internal sealed record ChaosOptions
{
    public const string Usage = """
        Allora.Chaos [--epochs N | --minutes N] [--seed N] [--from S] [--off journal|poller|failover] [--block MS] [--nodes N] [--apart MS] [--away MS] [--folder PATH] [--worker PATH] [--verbose]
          --epochs N     runs that many epochs of each topic (default 1000)
          --minutes N    runs as many epochs as that time holds
          --seed N       the plan's seed (default: the clock; it is printed)
          --from S       begins that many seconds into the plan: to see a moment of a long run again
          --off PART     switches a part of the worker off: the run must fail
          --block MS     the time between blocks (default 80)
          --nodes N      nodes over the one chain (default 3)
          --apart MS     how much later than the one before it each node has a block (default 3)
          --away MS      for how long no node answers at the upgrade (default 22/5 of a block, as recorded)
          --folder PATH  where logs go (default: a new folder below the temporary one)
          --worker PATH  another build of Allora.Chaos.Worker.dll, such as a precompiled one
          --lies         nodes lie too, one at a time
          --rest         the worker speaks REST instead of gRPC
          --verbose      the worker's own log beside the others
        """;

    public int Seed { get; init; } = (int)(TimeProvider.System.GetTimestamp() % 1_000_000);

    /// <summary>What is left out of the plan's beginning, in seconds.</summary>
    public int From { get; init; }

    public int Epochs { get; init; } = 1000;

    /// <summary>How long all of the run may take; null where epochs are counted.</summary>
    public double? Minutes { get; init; }

    public int BlockMs { get; init; } = 80;

    public int Nodes { get; init; } = 3;

    /// <summary>How much later than the one before it each node has a block (ms).</summary>
    public int ApartMs { get; init; } = 3;

    /// <summary>For how long no node answers at the upgrade (ms); null for as long as recorded: 22 s of 5 s blocks.</summary>
    public int? Away { get; init; }

    public int AwayMs => Away ?? BlockMs * 22 / 5;

    /// <summary>Blocks from one window to the next.</summary>
    public int Epoch { get; init; } = 18;

    /// <summary>Blocks of a window.</summary>
    public int Window { get; init; } = 16;

    public string Off { get; init; } = "";

    public string? Folder { get; init; }

    /// <summary>Another build of the worker; null for the one beside this program.</summary>
    public string? Worker { get; init; }

    public bool Verbose { get; init; }

    public bool Rest { get; init; }

    /// <summary>Whether nodes lie.</summary>
    public bool Lies { get; init; }

    public int WindowMs => Window * BlockMs;

    /// <summary>What the worker is told: with D = this + 2 blocks at a little under half a window.</summary>
    public int DetectionMs => BlockMs * 11 / 2;

    public int PollMs => BlockMs * 11 / 2;

    public int DMs => PollMs + (2 * BlockMs);

    public IReadOnlyList<ulong[]> Topics { get; } = [[67, 68, 69], [67, 70]];

    public static ChaosOptions Parse(string[] args)
    {
        var options = new ChaosOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--seed" => options with { Seed = Number() },
                "--from" => options with { From = Number() },
                "--epochs" => options with { Epochs = Number() },
                "--minutes" => options with { Minutes = Number(), Epochs = int.MaxValue / 100 },
                "--block" => options with { BlockMs = Number() },
                "--nodes" => options with { Nodes = Number() },
                "--apart" => options with { ApartMs = Number() },
                "--away" => options with { Away = Number() },
                "--off" => options with { Off = Part(Text()) },
                "--folder" => options with { Folder = Text() },
                "--worker" => options with { Worker = Existing(Text()) },
                "--verbose" => options with { Verbose = true },
                "--lies" => options with { Lies = true },
                "--rest" => options with { Rest = true },
                _ => throw new ArgumentException($"unknown option {args[i]}"),
            };

            string Text() => ++i < args.Length ? args[i] : throw new ArgumentException($"{args[^1]} needs a value");

            int Number() => int.TryParse(Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new ArgumentException($"{args[i - 1]} needs a whole number above 0");
        }

        return options;
    }

    private static string Existing(string path) => File.Exists(path) ? Path.GetFullPath(path) : throw new ArgumentException($"--worker: there is no {path}");

    private static string Part(string name) =>
        name is "journal" or "poller" or "failover" ? name : throw new ArgumentException("--off takes journal, poller or failover");
}
