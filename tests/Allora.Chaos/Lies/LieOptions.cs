using System.Globalization;

namespace Allora.Chaos.Lies;

/// <summary>The command line of the generator of lies.</summary>
internal sealed record LieOptions
{
    public const string Usage = """
        Allora.Chaos lies [--minutes N] [--seed N] [--shards N] [--block MS] [--only TEXT]
          --minutes N  stops after that time, however many cases are left (default 60)
          --seed N     the order of the cases, the tenth of the other protocols, the pairs (default: the clock; it is printed)
          --shards N   processes side by side (default: 2 for each processor)
          --block MS   how long a block waits for the worker (default 40)
          --only TEXT  only cases whose name contains the text
        """;

    public int Seed { get; init; } = (int)(TimeProvider.System.GetTimestamp() % 1_000_000);

    public double Minutes { get; init; } = 60;

    public int Shards { get; init; } = 2 * Environment.ProcessorCount;

    public int BlockMs { get; init; } = 40;

    /// <summary>The first case of a shard: where its process was started again.</summary>
    public int From { get; init; }

    /// <summary>The file of cases that a shard reads; null for the process that writes it.</summary>
    public string? Cases { get; init; }

    public string Only { get; init; } = "";

    public string[] ToShard(string cases, int from) =>
        ["lies", "--cases", cases, "--from", Text(from), "--shards", Text(Shards), "--block", Text(BlockMs)];

    public static LieOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new LieOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                throw new ArgumentException($"{args[i]} needs a value");
            var text = args[i + 1];
            options = args[i] switch
            {
                "--minutes" => options with { Minutes = Number(args[i], text) },
                "--seed" => options with { Seed = Number(args[i], text) },
                "--shards" => options with { Shards = Math.Max(1, Number(args[i], text)) },
                "--block" => options with { BlockMs = Math.Max(1, Number(args[i], text)) },
                "--from" => options with { From = Number(args[i], text) },
                "--cases" => options with { Cases = text },
                "--only" => options with { Only = text },
                _ => throw new ArgumentException($"unknown option {args[i]}"),
            };
        }

        return options;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string option, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"{option} needs a whole number");
}
