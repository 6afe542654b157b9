using System.Text.Json;

namespace Topic67.Worker.Tests.Processes;

/// <summary>The disk of the state folder filled and freed under a running worker.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_disk_that_was_full_is_survived_and_no_line_is_lost()
    {
        await using var scene = await Scene.StartAsync();
        await using var disk = await SmallDisk.MountAsync(scene.State);
        await using var worker = scene.Worker(["--simulated", "--windows", "3"]);
        scene.ForAnswer = TimeSpan.FromSeconds(40);
        await worker.LineAsync("state: Ready");
        await worker.LineAsync("success: height", scene.StepAsync);
        disk.Fill();
        // The second window opens while the disk is full, and three of its eight blocks pass.
        scene.ForAnswer = TimeSpan.FromSeconds(3);
        await worker.LineAsync("window opened: nonce 16", scene.StepAsync);
        while (scene.DevNet.Height < 19)
            await scene.StepAsync();
        var whileFull = worker.Output;
        disk.Free();
        // The window of the full disk is tried again with the next poll, up to a minute later: these windows are shorter.
        scene.ForAnswer = TimeSpan.FromSeconds(40);
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        var opened = scene.Lines("events.jsonl").Where(static line => line.Contains("\"event\":\"window_open\"", StringComparison.Ordinal)).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("nonce").GetInt64()).ToList();
        var again = worker.Output.Split('\n').FirstOrDefault(static line => line.Contains("the state folder can be written again", StringComparison.Ordinal)) ?? "no line had to wait: lines lost: 0";
        output.WriteLine($"while full: {(whileFull.Contains("cannot be written", StringComparison.Ordinal) ? "reported" : "not noticed")}, submitted {whileFull.Split("submitted: ").Length - 1}; windows {string.Join(", ", opened)}; {again}; {worker.Output.Split('\n').First(static line => line.Contains("windows=", StringComparison.Ordinal))}");
        Assert.Contains("windows=3 included=3 missed=0", worker.Output, StringComparison.Ordinal);
        Assert.EndsWith("lines lost: 0", again, StringComparison.Ordinal);
        Assert.Equal(3, scene.Lines("predictions.jsonl").Count(static line => line.Contains("\"status\":\"Included\"", StringComparison.Ordinal)));
        Assert.Equal([4, 16, 28], opened.Take(3));
        Assert.Contains("\"status\":\"Included\"", await File.ReadAllTextAsync(Path.Combine(scene.State, "latest.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
