using System.Globalization;
using Allora.TestData;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Replay;

/// <summary>Real bars through the real process, and what the chain holds afterwards beside the golden numbers.</summary>
public sealed class ReplayTests
{
    private static readonly DateTimeOffset First = new(2025, 2, 1, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task TwentyFourDaysOnTheChainAreTheGoldenOnes()
    {
        Assert.SkipWhen(Data.PriceFile is null, Data.NoPriceFile);
        var chain = await ReplayAsync(Data.PriceFile!, 24);
        Assert.Equal(24, chain.Count);
        var compared = 0;
        foreach (var line in File.ReadLines(Path.Combine(Data.Topic67Folder, "golden_walkforward_predictions.csv")).Skip(1))
        {
            var cells = line.Split(',');
            var origin = DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture);
            var day = (int)(origin.AddHours(1) - First).TotalDays;
            if (day >= chain.Count)
                break;
            Assert.Equal(double.Parse(cells[2], CultureInfo.InvariantCulture), chain[day], 1e-9);
            compared++;
        }

        Assert.Equal(12, compared);
    }

    [Fact]
    public async Task BarsAfterTheOriginDoNotMoveTheForecast()
    {
        Assert.SkipWhen(Data.PriceFile is null, Data.NoPriceFile);
        var changed = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(changed, File.ReadLines(Data.PriceFile!).Select(Changed));
            Assert.Equal(await ReplayAsync(Data.PriceFile!, 1), await ReplayAsync(changed, 1));
        }
        finally
        {
            File.Delete(changed);
        }
    }

    // The origin of the first forecast is the bar labelled 00:00; the price doubles at the next.
    private static string Changed(string line)
    {
        var cells = line.Split(',');
        return !DateTimeOffset.TryParse(cells[0], CultureInfo.InvariantCulture, out var label) || label < First
            ? line
            : string.Join(',', cells.Select((cell, i) => i is >= 1 and <= 4 ? (2 * decimal.Parse(cell, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture) : cell));
    }

    private static async Task<List<double>> ReplayAsync(string prices, int windows)
    {
        await using var scene = await Scene.StartAsync(First, "24h");
        await using var worker = scene.Worker(["--prices", prices, "--windows", windows.ToString(CultureInfo.InvariantCulture)], ("GATE", "report"));
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.Contains($"windows={windows} included={windows} missed=0", worker.Output, StringComparison.Ordinal);
        return
        [
            .. Enumerable.Range(0, windows)
                .Select(i => Assert.Single(scene.DevNet.Submissions(Scene.Topic, 4 + (12 * i))))
                .Select(s => double.Parse(s.Values["y"], CultureInfo.InvariantCulture)),
        ];
    }
}
