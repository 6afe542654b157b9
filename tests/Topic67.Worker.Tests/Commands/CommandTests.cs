using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Allora.Sdk.DevNet.Options;
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
        await worker.SignalAsync("TERM");
        Assert.Equal(0, await worker.ExitAsync());
        Assert.Contains("red: no worker runs", (await scene.CommandAsync("health")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthIsYellowWhileTheChainPlansAnUpgradeThatIsNotKnown()
    {
        await using var scene = await Scene.StartAsync(byHand: false);
        scene.DevNet.PlanUpgrade(new DevNetUpgradePlan { Name = "v0.18.0", Height = 1_000_000 });
        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("the chain plans an upgrade: v0.18.0 at block 1000000, about ");
        await UntilAsync(scene, 0, "yellow: the chain plans an upgrade: v0.18.0 at block 1000000");
        var (_, text, _) = await scene.CommandAsync("status", "--simulated");
        Assert.Contains("planned upgrade: v0.18.0 at block 1000000, about ", text, StringComparison.Ordinal);
        await worker.SignalAsync("TERM");
        Assert.Equal(0, await worker.ExitAsync());
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
        foreach (var part in (string[])["environment", "keys", "active period", "other instance", "price source", "history", "wallet", "chain", "registered", "balance"])
            Assert.Contains($"ok   {part}: ", output, StringComparison.Ordinal);

        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("state: Ready");
        var bad = await WorkerProcess.RunAsync(
            ["check", "--network", "local", "--grpc", "http://127.0.0.1:1", "--simulated", "--state", scene.State], new Dictionary<string, string> { ["MNEMONIC"] = "not a mnemonic" }, scene.Folder);
        Assert.Equal(1, bad.Code);
        Assert.Contains("ok   other instance: this state folder's worker runs", bad.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL wallet: ", bad.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not a mnemonic", bad.Output + bad.Error, StringComparison.Ordinal);
        var away = await WorkerProcess.RunAsync(["check", "--network", "local", "--grpc", "http://127.0.0.1:1", "--simulated"], Scene.Environment(), scene.Folder);
        Assert.Equal(1, away.Code);
        Assert.Contains("FAIL chain: ", away.Output, StringComparison.Ordinal);
        var none = await WorkerProcess.RunAsync(["status", "--state", Path.Combine(scene.Folder, "none")]);
        Assert.Equal(2, none.Code);
    }

    [Fact]
    public async Task CheckSaysWhatAPoorWalletAShortHistoryAndAClosedTopicNeed()
    {
        await using var scene = await Scene.StartAsync(change: topic => topic with { Active = false, WorkerWhitelist = [], Workers = [] });
        var prices = scene.Bars(200, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var poor = Scene.Environment(("MNEMONIC", "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"));
        var (code, output, _) = await WorkerProcess.RunAsync(["check", .. scene.Args("--prices", prices)], poor, scene.Folder);
        Assert.Equal(1, code);
        Assert.Contains("FAIL history: 200 bars, ", output, StringComparison.Ordinal);
        Assert.Contains("fallback: zero (200 bars are too few for more); a window now would be answered by this fallback", output, StringComparison.Ordinal);
        Assert.Contains("FAIL topic: 67 is not active", output, StringComparison.Ordinal);
        Assert.Contains("FAIL permission: ", output, StringComparison.Ordinal);
        Assert.Contains("ok   registered: not yet", output, StringComparison.Ordinal);
        Assert.Contains("FAIL balance: 0 ALLO", output, StringComparison.Ordinal);
        Assert.Contains("send ALLO to the wallet", output, StringComparison.Ordinal);
        Assert.DoesNotContain("abandon", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckSaysThatAKeyIsRefusedAndThatAnEnvironmentFileIsOpenToOthers()
    {
        await using var scene = await Scene.StartAsync();
        using var tiingo = new SilentExchange("401 Unauthorized");
        tiingo.Release();
        var file = Path.Combine(scene.Folder, ".env");
        File.WriteAllText(file, $"MNEMONIC={Allora.Sdk.DevNet.Options.DevNetGenesis.TestMnemonic}\nTIINGO_API_KEY=0123456789abcdef\nPRICE_SOURCE=tiingo\nPRICE_URL={tiingo.Address}\nALLORA_API_KEY=UP-secret\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var (code, output, error) = await WorkerProcess.RunAsync(["check", .. scene.Args()], null, scene.Folder);
        Assert.Equal(1, code);
        Assert.Contains("FAIL environment file: .env holds MNEMONIC and can be read by others: chmod 600", output, StringComparison.Ordinal);
        Assert.Contains("ok   keys: MNEMONIC set, TIINGO_API_KEY set, ALLORA_API_KEY set", output, StringComparison.Ordinal);
        Assert.Contains("FAIL price source: ", output, StringComparison.Ordinal);
        Assert.Contains("401", output, StringComparison.Ordinal);
        foreach (var secret in (string[])["0123456789abcdef", "UP-secret", "junk"])
            Assert.DoesNotContain(secret, output + error, StringComparison.Ordinal);
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

    [Fact]
    public async Task HealthTurnsRedWhenWindowsFailAndGreenWhenTheyAreAnsweredAgain()
    {
        await using var scene = await Scene.StartAsync(byHand: false);
        scene.DevNet.RunOutOfGas(1_000_000);
        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("failed: ");
        await UntilAsync(scene, 1, "red: no window was settled within two epochs");
        var log = Path.Combine(scene.State, "events.jsonl");
        Assert.NotEqual("0", await BashAsync($"grep '\"error\"' '{log}' | grep -c \"$(date -u +%Y-%m-%dT%H)\" || true"));
        var status = JsonDocument.Parse((await scene.CommandAsync("status", "--simulated", "--json")).Output).RootElement;
        Assert.InRange(status.GetProperty("errors_last_hour").GetInt32(), 1, int.MaxValue);
        Assert.StartsWith("red: no window was settled", status.GetProperty("health").GetString(), StringComparison.Ordinal);
        scene.DevNet.RunOutOfGas(0);
        await UntilAsync(scene, 0, "green");
        await worker.SignalAsync("TERM");
        Assert.Equal(0, await worker.ExitAsync());
    }

    [Fact]
    public async Task HealthTurnsRedWhenTheTopicOpensNoWindow()
    {
        await using var scene = await Scene.StartAsync(byHand: false, change: topic => topic with { Active = false });
        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("state: Waiting");
        await UntilAsync(scene, 1, "red: no window was seen within two epochs");
        await worker.SignalAsync("TERM");
        Assert.Equal(0, await worker.ExitAsync());
    }

    private static async Task<string> BashAsync(string command)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Trim();
    }
}
