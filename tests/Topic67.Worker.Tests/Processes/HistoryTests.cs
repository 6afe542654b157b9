using System.Text.Json;

namespace Topic67.Worker.Tests.Processes;

/// <summary>What speaks where history is short or stale, as the operator reads it.</summary>
public sealed class HistoryTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task LittleHistoryIsToldByWhatSpeaks()
    {
        // Windows 16 days apart: 13 days of bars at the first, 29 at the second, 45 at the third.
        await using var scene = await Scene.StartAsync(First, "16d");
        var prices = scene.Bars((45 * 24) + 1, First.AddDays(32));
        await using var worker = scene.Worker(["--prices", prices, "--windows", "3"]);
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.Equal(["Zero", "Drift", "Model"], Spoke(scene));
        Assert.Contains("fallback for nonce 4: ", worker.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fallback for nonce 16: ", worker.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zero", "Zero", "Included")]
    [InlineData("last", "Last", "Included")]
    [InlineData("skip", "None", "Skipped")]
    public async Task StaleBarsLeaveTheDriftOfTheLastFitForTwoDaysAndThenTheStatedFallback(string fallback, string source, string status)
    {
        await using var scene = await Scene.StartAsync(First, "24h");
        var prices = scene.Bars(1200, First);
        await using var worker = scene.Worker(["--prices", prices, "--windows", "4"], ("FALLBACK", fallback));
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        // The fit's bar closed 24 h, 48 h and 72 h before: the edge still counts.
        Assert.Equal(["Model", "LastGoodFitDrift", "LastGoodFitDrift", source], Spoke(scene));
        Assert.Contains("drift", Record(scene, 2), StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"\"status\":\"{status}\"", Record(scene, 3), StringComparison.Ordinal);
        foreach (var nonce in (int[])[16, 28, 40])
            Assert.Contains($"fallback for nonce {nonce}: ", worker.Output, StringComparison.Ordinal);
        var told = JsonDocument.Parse((await scene.CommandAsync("status", "--prices", prices, "--json")).Output).RootElement;
        Assert.Equal(status, told.GetProperty("last_prediction_status").GetString());
        Assert.Contains(JsonDocument.Parse(Record(scene, 3)).RootElement.GetProperty(status == "Skipped" ? "reason" : "how").GetString()!, Text(told), StringComparison.Ordinal);
    }

    private static string Text(JsonElement status) => status.GetProperty("last_prediction_how").GetString() + status.GetProperty("last_prediction_reason").GetString();

    private static string Record(Scene scene, int index) => scene.Lines("predictions.jsonl")[index];

    private static IEnumerable<string> Spoke(Scene scene) => scene.Lines("events.jsonl")
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(e => e.GetProperty("event").GetString() == "prediction")
        .Select(e => e.GetProperty("data").GetProperty("source").GetString()!);
}
