using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Commands;

public sealed class CommandTests
{
    [Fact]
    public async Task HealthTurnsRedWhenTheChainStandsAndGreenAgain()
    {
        await using var scene = await Scene.StartAsync(byHand: false);
        Assert.Equal(1, (await scene.CommandAsync("health")).Code);
        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("success: height");
        await UntilAsync(scene, 0, "green");
        scene.DevNet.IsHalted = true;
        await UntilAsync(scene, 1, "red: no block was seen for more than two epochs");
        scene.DevNet.IsHalted = false;
        await UntilAsync(scene, 0, "green");
        worker.Signal("TERM");
        Assert.Equal(0, await worker.ExitAsync());
        Assert.Contains("red: no worker runs", (await scene.CommandAsync("health")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusScoreAndTheLogCommandsAnswer()
    {
        await using var scene = await Scene.StartAsync();
        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("state: Ready");
        await worker.LineAsync("success: height", scene.StepAsync);

        var (code, json, _) = await scene.CommandAsync("status", "--simulated", "--json");
        Assert.Equal(0, code);
        var status = JsonDocument.Parse(json).RootElement;
        Assert.True(status.GetProperty("running").GetBoolean());
        Assert.Equal("green", status.GetProperty("health").GetString());
        Assert.Equal(1, status.GetProperty("windows_today").GetInt32());
        Assert.Equal(1, status.GetProperty("answered_today").GetInt32());
        Assert.Equal(0, status.GetProperty("errors_last_hour").GetInt32());
        Assert.Contains("simulated prices", status.GetProperty("last_prediction_how").GetString(), StringComparison.Ordinal);
        Assert.True(decimal.Parse(status.GetProperty("funded_for_windows").GetString()!, CultureInfo.InvariantCulture) > 1000);
        var text = (await scene.CommandAsync("status", "--simulated")).Output;
        Assert.Contains("windows today: 1", text, StringComparison.Ordinal);
        var score = await scene.CommandAsync("score", "--simulated");
        Assert.Equal(0, score.Code);
        Assert.Contains("windows included: 1", score.Output, StringComparison.Ordinal);

        var log = Path.Combine(scene.State, "events.jsonl");
        Assert.Equal("1", await BashAsync($"grep window_open '{log}' | grep -c \"$(date -u +%Y-%m-%d)\""));
        Assert.Equal("0", await BashAsync($"grep '\"error\"' '{log}' | grep -c \"$(date -u +%Y-%m-%dT%H)\" || true"));
        Assert.SkipWhen(await BashAsync("command -v jq || true") == "", "jq is absent: the greps were run, tail -1 LOG | jq -r .timestamp was not");
        Assert.True(DateTimeOffset.TryParse(await BashAsync($"tail -1 '{log}' | jq -r .timestamp"), CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public async Task CheckPassesOnAGoodSetUpAndSaysWhatIsWrongOnABadOne()
    {
        await using var scene = await Scene.StartAsync();
        var (code, output, _) = await scene.CommandAsync("check", "--simulated");
        Assert.True(code == 0, output);
        Assert.DoesNotContain("FAIL", output, StringComparison.Ordinal);
        foreach (var part in (string[])["environment", "active period", "other instance", "price source", "history", "wallet", "chain", "registered", "balance"])
            Assert.Contains($"ok   {part}: ", output, StringComparison.Ordinal);

        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("state: Ready");
        var bad = await WorkerProcess.RunAsync(
            ["check", "--network", "local", "--grpc", "http://127.0.0.1:1", "--simulated", "--state", scene.State], new Dictionary<string, string> { ["MNEMONIC"] = "not a mnemonic" }, scene.Folder);
        Assert.Equal(1, bad.Code);
        Assert.Contains("FAIL other instance: one runs", bad.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL wallet: ", bad.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not a mnemonic", bad.Output + bad.Error, StringComparison.Ordinal);
        var away = await WorkerProcess.RunAsync(["check", "--network", "local", "--grpc", "http://127.0.0.1:1", "--simulated"], Scene.Environment(), scene.Folder);
        Assert.Equal(1, away.Code);
        Assert.Contains("FAIL chain: ", away.Output, StringComparison.Ordinal);
        var none = await WorkerProcess.RunAsync(["status", "--state", Path.Combine(scene.Folder, "none")]);
        Assert.Equal(2, none.Code);
    }

    private static async Task UntilAsync(Scene scene, int code, string expected)
    {
        for (var tries = 0; ; tries++)
        {
            var health = await scene.CommandAsync("health");
            if (health.Code == code && health.Output.StartsWith(expected, StringComparison.Ordinal))
                return;
            Assert.True(tries < 60, $"health stayed {health.Output}");
        }
    }

    private static async Task<string> BashAsync(string command)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Trim();
    }
}
