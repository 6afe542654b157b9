using System.Globalization;

namespace Allora.Chaos.Fleets;

/// <summary>The command line of a fleet run.</summary>
internal sealed record FleetChaosOptions
{
    public const string Usage = """
        Allora.Chaos fleet [--short] [--processes N] [--wallets N] [--topics N] [--block MS] [--window N] [--lease S] [--each N] [--only KIND] [--minutes N] [--seed N] [--folder PATH]
          --short        3 processes, 9 wallets, 2 topics, blocks of 2 s, leases of 3 s, each fault once: about 3 minutes
          --processes N  processes of 'allora fleet run' (default 4)
          --wallets N    wallets (default 60)
          --topics N     topics of each wallet (default 3)
          --block MS     the time between blocks (default 3000)
          --window N     blocks of a window (default 12; windows open every window + 4 blocks)
          --lease S      the leases' time in seconds (default 5)
          --each N       how often each fault is injected (default 5)
          --only KIND    one kind of fault alone
          --minutes N    no fault begins after that time (default 60)
          --seed N       the plan's seed (default: the clock; it is printed)
          --folder PATH  where logs go (default: a new folder below the temporary one)
        """;

    public int Processes { get; init; } = 4;

    public int Wallets { get; init; } = 60;

    public int Topics { get; init; } = 3;

    public int BlockMs { get; init; } = 3000;

    public int Window { get; init; } = 12;

    public int LeaseSeconds { get; init; } = 5;

    public int Each { get; init; } = 5;

    public string Only { get; init; } = "";

    public int Minutes { get; init; } = 60;

    public int Seed { get; init; } = (int)(TimeProvider.System.GetTimestamp() % 1_000_000);

    public string? Folder { get; init; }

    /// <summary>How long a process is stopped, and once the longer time; the same for the database.</summary>
    public (int Freeze, int LongFreeze, int Away, int LongAway) Seconds { get; init; } = (20, 60, 8, 20);

    public int Epoch => Window + 4;

    public TimeSpan Block => TimeSpan.FromMilliseconds(BlockMs);

    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    public static FleetChaosOptions Parse(string[] args)
    {
        var options = new FleetChaosOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--short" => options with { Processes = 3, Wallets = 9, Topics = 2, BlockMs = 2000, LeaseSeconds = 3, Each = 1, Minutes = 3, Seconds = (10, 10, 6, 6) },
                "--processes" => options with { Processes = Number() },
                "--wallets" => options with { Wallets = Number() },
                "--topics" => options with { Topics = Number() },
                "--block" => options with { BlockMs = Number() },
                "--window" => options with { Window = Number() },
                "--lease" => options with { LeaseSeconds = Number() },
                "--each" => options with { Each = Number() },
                "--only" => options with { Only = FleetFaultKinds.All.Contains(Text()) ? args[i] : throw new ArgumentException($"--only takes {string.Join(", ", FleetFaultKinds.All)}") },
                "--minutes" => options with { Minutes = Number() },
                "--seed" => options with { Seed = Number() },
                "--folder" => options with { Folder = Text() },
                _ => throw new ArgumentException($"unknown option {args[i]}"),
            };

            string Text() => ++i < args.Length ? args[i] : throw new ArgumentException($"{args[^1]} needs a value");

            int Number() => int.TryParse(Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new ArgumentException($"{args[i - 1]} needs a whole number above 0");
        }

        return options;
    }
}
