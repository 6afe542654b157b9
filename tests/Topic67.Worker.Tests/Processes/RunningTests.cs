using System.Text.Json;

namespace Topic67.Worker.Tests.Processes;

public sealed class RunningTests
{
    [Fact]
    public async Task TheStartAndAWindowPrintTheirLinesInOrder()
    {
        await using var scene = await Scene.StartAsync();
        await using var worker = scene.Worker(["--simulated", "--windows", "1"]);
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        string[] expected =
        [
            "starting", "environment loaded", "instance lock taken", "active period none", "wallet allo1", "connected", "subscribed", "waiting for windows",
            "window opened: nonce", "prediction made: ", "submitted: ", "success: height", "windows=1 included=1 missed=0", "stopped",
        ];
        var at = -1;
        foreach (var part in expected)
        {
            var next = worker.Output.IndexOf(part, at + 1, StringComparison.Ordinal);
            Assert.True(next > at, $"'{part}' is absent or too early:\n{worker.Output}");
            at = next;
        }

        string[] names = [.. scene.Lines("events.jsonl").Select(l => JsonDocument.Parse(l).RootElement.GetProperty("event").GetString()!)];
        foreach (var name in (string[])["startup", "window_open", "prediction", "submission", "success", "shutdown"])
            Assert.Single(names, name);
        Assert.Contains("\"status\":\"Included\"", File.ReadAllText(Path.Combine(scene.State, "latest.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecondInstanceOfAStateFolderIsRefused()
    {
        await using var scene = await Scene.StartAsync();
        await using var first = scene.Worker(["--simulated"]);
        await first.LineAsync("waiting for windows");
        await using var second = scene.Worker(["--simulated"]);
        Assert.Equal(2, await second.ExitAsync());
        Assert.Contains("Another worker runs with the state folder", second.Error, StringComparison.Ordinal);
        Assert.Single(second.Error.Trim().Split('\n'));
        Assert.False(first.HasExited);
        var (code, output, _) = await scene.CommandAsync("stop");
        Assert.Equal((0, "stopped"), (code, output));
        var ended = await first.ExitAsync();
        Assert.True(ended == 0, $"code {ended}: {first.Error}\n{first.Output}");
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task ASignalBetweenBroadcastAndInclusionWaitsForTheBlock(string signal)
    {
        await using var scene = await Scene.StartAsync();
        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("state: Ready");
        await worker.LineAsync("window opened", scene.StepAsync);
        await worker.LineAsync("submitted: ");
        await worker.SignalAsync(signal);
        await worker.LineAsync("stopping: asked to stop");
        Assert.False(worker.HasExited);
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.Contains("included=1 missed=0", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheStopCommandWaitsForWhatIsInFlightAndSaysWhenItTakesTooLong()
    {
        await using var scene = await Scene.StartAsync();
        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("state: Ready");
        await worker.LineAsync("window opened", scene.StepAsync);
        await worker.LineAsync("submitted: ");
        var (code, output, _) = await scene.CommandAsync("stop", "--timeout", "1s");
        Assert.Equal(1, code);
        Assert.Contains("still running after 1 s", output, StringComparison.Ordinal);
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.Contains("included=1 missed=0", worker.Output, StringComparison.Ordinal);
        Assert.Contains("stopped: the stop command asked", worker.Output, StringComparison.Ordinal);
        Assert.Contains("no worker runs", (await scene.CommandAsync("stop")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASignalDuringAPredictionLetsItFinish()
    {
        await using var scene = await Scene.StartAsync();
        using var exchange = new SilentExchange();
        await using var worker = scene.Worker([], ("PRICE_SOURCE", "coinbase"), ("PRICE_URL", exchange.Address));
        await worker.LineAsync("state: Ready");
        await worker.LineAsync("window opened", scene.StepAsync);
        await worker.SignalAsync("TERM");
        await worker.LineAsync("stopping: asked to stop");
        Assert.DoesNotContain("prediction made", worker.Output, StringComparison.Ordinal);
        exchange.Release();
        await worker.LineAsync("submitted: ");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.Contains("included=1 missed=0", worker.Output, StringComparison.Ordinal);
        Assert.Contains("fallback for nonce", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BothEdgesOfTheActivePeriodAreKept()
    {
        // Nonces are at 01:00, 02:00, ... of the chain's clock.
        await using var scene = await Scene.StartAsync(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero));
        await using var worker = scene.Worker(["--simulated"], ("ACTIVE_FROM", "2026-01-01T03:00Z"), ("ACTIVE_UNTIL", "2026-01-01T05:00Z"));
        await worker.LineAsync("waiting for the start of the active period");
        var waiting = await scene.CommandAsync("status");
        Assert.Contains("state: WaitingForPeriod", waiting.Output, StringComparison.Ordinal);
        Assert.Contains("health: green", waiting.Output, StringComparison.Ordinal);
        await worker.LineAsync("waiting for windows", scene.StepAsync);
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.Contains("stopped: the active period", worker.Output, StringComparison.Ordinal);
        Assert.Contains("windows=", worker.Output, StringComparison.Ordinal);
        Assert.Empty(scene.DevNet.Submissions(Scene.Topic, 16));
        Assert.Single(scene.DevNet.Submissions(Scene.Topic, 28));
        Assert.Single(scene.DevNet.Submissions(Scene.Topic, 40));
        Assert.Empty(scene.DevNet.Submissions(Scene.Topic, 52));
    }

    [Fact]
    public async Task AForecastIsGivenAgainUpToItsAgeAndNotBeyond()
    {
        await using var scene = await Scene.StartAsync(step: "30m");
        await using var worker = scene.Worker(["--simulated", "--windows", "4"], ("REUSE", "1h"));
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        var again = scene.Lines("predictions.jsonl").Select(l => l.Contains("given again", StringComparison.Ordinal));
        Assert.Equal([false, true, true, false], again);
    }

    [Fact]
    public async Task LogsRotateAndTheLastLineCanAlwaysBeRead()
    {
        await using var scene = await Scene.StartAsync();
        await using var worker = scene.Worker(["--simulated", "--windows", "3"], ("LOG_MAX_BYTES", "2500"));
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.True(File.Exists(Path.Combine(scene.State, "events.jsonl.1")));
        Assert.True(File.Exists(Path.Combine(scene.State, "worker.log.1")));
        Assert.All(Directory.GetFiles(scene.State, "events.jsonl*").Concat(Directory.GetFiles(scene.State, "worker.log*")), f => Assert.InRange(new FileInfo(f).Length, 1, 2500));
        Assert.Contains("shutdown", scene.Lines("events.jsonl")[^1], StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(scene.State, "events.jsonl*").SelectMany(File.ReadAllLines).Count(l => l.Contains("\"event\":\"window_open\"", StringComparison.Ordinal)));
    }
}
