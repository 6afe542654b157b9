using System.Globalization;
using Allora.TestData;
using Topic67.Worker.Running;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Tests;

/// <summary>Real bars replayed through the embedded chain; the values are read back from the chain, not from the worker.</summary>
public sealed class EmbeddedReplayTests : IDisposable
{
    private static readonly DateTimeOffset From = new(2025, 2, 1, 1, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_chain_holds_the_golden_values_of_variant_a()
    {
        Assert.SkipWhen(Data.PriceFile is null, Data.NoPriceFile);
        var golden = File.ReadLines(Path.Combine(Data.Topic67Folder, "golden_walkforward_predictions.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(cells => DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture), cells => double.Parse(cells[2], CultureInfo.InvariantCulture));

        var values = await ReplayAsync(Data.PriceFile!, windows: 24);

        var compared = 0;
        foreach (var (at, value) in values)
        {
            if (!golden.TryGetValue(at.AddHours(-1), out var expected))
                continue;
            compared++;
            Assert.Equal(expected, double.Parse(value, CultureInfo.InvariantCulture), 1e-9);
        }

        VectorCount.Print("golden_walkforward_predictions.csv", "replayed through the chain", compared);
        Assert.Equal(24, values.Count);
        Assert.True(compared >= 12, $"only {compared} golden days were met");
    }

    [Fact]
    public async Task Later_bars_change_nothing()
    {
        Assert.SkipWhen(Data.PriceFile is null, Data.NoPriceFile);
        var changed = Path.Combine(_folder.FullName, "changed.csv");
        // At 01:00 the origin is the bar labelled 00:00: every later bar is replaced by nonsense.
        await File.WriteAllLinesAsync(changed, File.ReadLines(Data.PriceFile!).Select(Nonsense), TestContext.Current.CancellationToken);

        var plain = await ReplayAsync(Data.PriceFile!, windows: 1);
        var other = await ReplayAsync(changed, windows: 1);

        Assert.Equal(plain, other);
        static string Nonsense(string line) => string.CompareOrdinal(line, "2025-02-01T01") < 0 || !char.IsDigit(line[0])
            ? line
            : $"{line.Split(',')[0]},1,2,1,2,1";
    }

    private async Task<List<(DateTimeOffset At, string Value)>> ReplayAsync(string prices, int windows)
    {
        var settings = new WorkerSettings { PriceFile = prices, From = From, Step = TimeSpan.FromHours(24), Windows = windows, BlockInterval = TimeSpan.FromMilliseconds(50) };
        await using var devnet = await EmbeddedChain.StartAsync(settings, TestContext.Current.CancellationToken);
        var state = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));

        var exit = await new WorkerHost(settings, TextWriter.Null).RunOnAsync(devnet, state, TestContext.Current.CancellationToken);

        Assert.Equal(0, exit);
        var found = new List<(DateTimeOffset, string)>();
        for (var nonce = EmbeddedChain.FirstWindow; found.Count < windows && nonce <= devnet.Height; nonce += EmbeddedChain.EpochLength)
        {
            var submission = Assert.Single(devnet.Submissions(settings.TopicId, nonce));
            found.Add((From + (TimeSpan.FromHours(24) * found.Count), submission.Values["y"]));
        }

        return found;
    }
}
