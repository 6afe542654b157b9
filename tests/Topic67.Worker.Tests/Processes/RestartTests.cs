using System.Text.Json;
using Allora.Sdk.DevNet.Options;

namespace Topic67.Worker.Tests.Processes;

/// <summary>Kills, failed starts and models of the user's own, as the operator sees them.</summary>
public sealed class RestartTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("prediction made")]
    [InlineData("submitted: ")]
    public async Task A_window_in_which_the_worker_was_killed_is_counted_once(string mark)
    {
        await using var scene = await Scene.StartAsync();
        await using (var killed = scene.Worker(["--simulated"]))
        {
            await killed.LineAsync("state: Ready");
            await killed.LineAsync(mark, scene.StepAsync);
            await killed.SignalAsync("KILL");
            await killed.ExitAsync();
        }

        await using var worker = scene.Worker(["--simulated", "--windows", "2"]);
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        var status = JsonDocument.Parse((await scene.CommandAsync("status", "--json")).Output).RootElement;
        var answered = Enumerable.Range(0, 4).Count(i => scene.DevNet.Submissions(Scene.Topic, 4 + (12 * i)).Count > 0);
        Assert.Equal(answered, status.GetProperty("answered_today").GetInt32());
        var opened = scene.Lines("events.jsonl").Where(static line => line.Contains("\"event\":\"window_open\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(opened.Count, opened.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("nonce").GetInt64()).Distinct().Count());
        Assert.Equal(opened.Count, status.GetProperty("windows_today").GetInt32());
    }

    [Fact]
    public async Task Nine_kills_around_the_frame_are_counted_right()
    {
        await using var scene = await Scene.StartAsync();
        scene.ForAnswer = TimeSpan.FromSeconds(20);
        foreach (var mark in Enumerable.Repeat((string[])["window opened", "prediction made", "submitted: "], 3).SelectMany(static marks => marks))
        {
            await using var killed = scene.Worker(["--simulated"]);
            await killed.LineAsync("state: Ready");
            await killed.LineAsync(mark, scene.StepAsync);
            await killed.SignalAsync("KILL");
            await killed.ExitAsync();
        }

        await using var worker = scene.Worker(["--simulated", "--windows", "2"]);
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        var status = JsonDocument.Parse((await scene.CommandAsync("status", "--json")).Output).RootElement;
        var nonces = Enumerable.Range(0, (int)((scene.DevNet.Height - 4) / 12) + 1).Select(static i => 4L + (12 * i)).ToList();
        var answered = nonces.Count(nonce => scene.DevNet.Submissions(Scene.Topic, nonce).Count > 0);
        var counts = (status.GetProperty("windows_today").GetInt32(), status.GetProperty("answered_today").GetInt32());
        output.WriteLine($"nine kills: the chain opened {nonces.Count} windows, {answered} were answered; status: windows today {counts.Item1}, answered {counts.Item2}");
        Assert.Equal(answered, counts.Item2);
        Assert.InRange(counts.Item1, answered, nonces.Count);
        Assert.All(nonces, nonce => Assert.InRange(scene.DevNet.Submissions(Scene.Topic, nonce).Count, 0, 1));
    }

    [Theory]
    [InlineData("MNEMONIC", "wrong words", "mnemonic")]
    [InlineData("GATE", "7", "GATE is '7'")]
    [InlineData("TIINGO_API_KEY", "two keys", "TIINGO_API_KEY")]
    [InlineData("PRICE_SOURCE", "moon", "is not a price source")]
    [InlineData("MODEL_COMMAND", "' '", "MODEL_COMMAND")]
    public async Task A_start_that_failed_is_in_both_logs(string name, string value, string expected)
    {
        await using var scene = await Scene.StartAsync();
        await using var worker = scene.Worker([], (name, value));
        Assert.Equal(2, await worker.ExitAsync());
        Assert.Contains(expected, worker.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(expected, scene.Lines("worker.log")[^1], StringComparison.OrdinalIgnoreCase);
        var last = JsonDocument.Parse(scene.Lines("events.jsonl")[^1]).RootElement;
        Assert.Equal("error", last.GetProperty("event").GetString());
        Assert.Contains(expected, last.GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(DevNetGenesis.TestMnemonic, worker.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_away_from_the_start_is_named_by_status_and_health()
    {
        await using var scene = await Scene.StartAsync();
        string[] away = ["--network", "local", "--grpc", "http://127.0.0.1:1", "--rpc", "http://127.0.0.1:1", "--state", scene.State];
        await using var worker = WorkerProcess.Start([.. away, "--simulated"], Scene.Environment(), scene.Folder);
        await worker.LineAsync("waiting for the node http://127.0.0.1:1");
        var status = await WorkerProcess.RunAsync(["status", "--state", scene.State], Scene.Environment(), scene.Folder);
        Assert.Contains("state: Connecting", status.Output, StringComparison.Ordinal);
        Assert.Contains("node: http://127.0.0.1:1", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("restart", status.Output, StringComparison.Ordinal);
        await worker.SignalAsync("TERM");
        Assert.Equal(0, await worker.ExitAsync());
    }

    [Fact]
    public async Task A_score_from_another_folder_uses_the_workers_own_prices()
    {
        await using var scene = await Scene.StartAsync(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero), "24h");
        var prices = scene.Bars(1400, new DateTimeOffset(2026, 1, 12, 1, 0, 0, TimeSpan.Zero));
        await using var worker = scene.Worker(["--prices", prices]);
        await worker.LineAsync("state: Ready");
        await worker.LineAsync("success: height", scene.StepAsync);
        var (code, output, error) = await WorkerProcess.RunAsync(["score", "--state", scene.State], null, "/");
        Assert.True(code == 0, error);
        Assert.Contains("prices: file bars.csv", output, StringComparison.Ordinal);
        Assert.Contains("windows realised: 1", output, StringComparison.Ordinal);
        var refused = await WorkerProcess.RunAsync(["score", "--state", scene.State, "--simulated"], null, "/");
        Assert.Equal(2, refused.Code);
        Assert.Contains("made-up ones cannot grade it", refused.Error, StringComparison.Ordinal);
        Assert.True(worker.HasExited == false, "the worker runs on");
        await worker.SignalAsync("TERM");
        await worker.ExitAsync(scene.StepAsync);
    }

    [Fact]
    public async Task A_model_of_the_users_own_predicts_and_its_failure_is_the_stated_fallback()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the command is a shell's");
        await using var scene = await Scene.StartAsync();
        var flag = Path.Combine(scene.Folder, "broken");
        var command = $"sh -c 'if [ -e {flag} ]; then echo no luck >&2; exit 3; else cat > {flag}; echo -0.0123; fi'";
        await using var worker = scene.Worker(["--simulated", "--windows", "2"], ("MODEL_COMMAND", command));
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.Contains("prediction made: -0.0123 (own model command sh)", worker.Output, StringComparison.Ordinal);
        Assert.Contains("prediction made: 0 (fallback: zero (the model command sh failed: it ended with code 3: no luck))", worker.Output, StringComparison.Ordinal);
        using var request = JsonDocument.Parse(File.ReadAllText(flag));
        Assert.Equal((67, 4), (request.RootElement.GetProperty("topic_id").GetInt32(), request.RootElement.GetProperty("nonce").GetInt64()));
        Assert.True(request.RootElement.GetProperty("bars").GetArrayLength() > 1057);
        var check = await WorkerProcess.RunAsync(["check", .. scene.Args("--simulated")], Scene.Environment(("MODEL_COMMAND", command)), scene.Folder);
        Assert.Contains("FAIL model: command sh failed: it ended with code 3: no luck", check.Output, StringComparison.Ordinal);
        Assert.Contains("model: command sh", (await scene.CommandAsync("status")).Output, StringComparison.Ordinal);
    }
}
