using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Commands;

/// <summary>The page's commands for "the worker stopped", "no submissions" and "predictions fail" lead to the cause; their output is the test's.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CausesTests(ITestOutputHelper output)
{
    private const string Stopped = "The worker stopped";
    private const string NoSubmissions = "No submissions";
    private const string PredictionsFail = "Predictions fail";

    [Theory]
    [InlineData("bad mnemonic", "MNEMONIC", "wrong words", "mnemonic")]
    [InlineData("key file mode", "KEY_FILE", "@key", "wider than 0600")]
    [InlineData("bad setting", "GATE", "7", "GATE is '7'")]
    [InlineData("bad price key", "TIINGO_API_KEY", "two keys", "TIINGO_API_KEY has a blank")]
    public async Task A_worker_that_stopped_at_its_start(string cause, string name, string value, string says)
    {
        await using var scene = await Scene.StartAsync();
        var key = Path.Combine(scene.Folder, "worker.key");
        await File.WriteAllTextAsync(key, DevNetGenesis.TestMnemonic, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var environment = Scene.Environment((name, value.Replace("@key", key, StringComparison.Ordinal)));
        if (name == "KEY_FILE")
            environment.Remove("MNEMONIC");
        await using (var worker = WorkerProcess.Start(scene.Args(), environment, scene.Folder))
            Assert.Equal(2, await worker.ExitAsync());
        await LeadsAsync(scene, cause, Stopped, scene.Args(), environment, says);
    }

    [Fact]
    public async Task A_node_that_is_away_from_the_start()
    {
        await using var scene = await Scene.StartAsync();
        string[] args = ["--network", "local", "--grpc", "http://127.0.0.1:1", "--rpc", "http://127.0.0.1:1", "--state", scene.State];
        await using var worker = WorkerProcess.Start([.. args, "--simulated"], Scene.Environment(), scene.Folder);
        await worker.LineAsync("waiting for the node http://127.0.0.1:1");
        await LeadsAsync(scene, "node away from the start", NoSubmissions, args, Scene.Environment(), "node away since: 2", "FAIL chain: ");
        await worker.SignalAsync("TERM");
        await worker.ExitAsync();
    }

    [Fact]
    public async Task A_lost_socket()
    {
        await using var scene = await Scene.StartAsync();
        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("state: Ready", scene.StepAsync);
        // The node answers all the while, but its socket breaks and cannot be opened again.
        scene.DevNet.Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.WebSocket, Method = "/websocket" });
        scene.DevNet.Faults.Add(new Fault { Kind = FaultKind.CloseMidFrame, Protocol = FaultProtocol.WebSocket, Times = 1 });
        await worker.LineAsync("the event socket was lost", scene.StepAsync);
        await LeadsAsync(scene, "lost socket", NoSubmissions, scene.Args("--simulated"), Scene.Environment(), "events lost since: 2");
        await worker.SignalAsync("TERM");
        await worker.ExitAsync(scene.StepAsync);
    }

    [Fact]
    public async Task A_refused_price_key()
    {
        await using var scene = await Scene.StartAsync();
        scene.ForAnswer = TimeSpan.FromSeconds(40);
        using var tiingo = new SilentExchange("401 Unauthorized");
        tiingo.Release();
        var environment = Scene.Environment(("TIINGO_API_KEY", "0123456789abcdef"), ("PRICE_SOURCE", "tiingo"), ("PRICE_URL", tiingo.Address));
        await using (var worker = WorkerProcess.Start(scene.Args("--windows", "1"), environment, scene.Folder))
        {
            await worker.LineAsync("state: Ready");
            Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        }

        await LeadsAsync(scene, "refused price key", PredictionsFail, scene.Args(), environment, "tiingo answered 401", "FAIL price source: ");
    }

    [Fact]
    public async Task Stale_bars()
    {
        await using var scene = await Scene.StartAsync(new DateTimeOffset(2026, 1, 11, 1, 0, 0, TimeSpan.Zero));
        scene.ForAnswer = TimeSpan.FromSeconds(40);
        var prices = scene.Bars(1500, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using (var worker = scene.Worker(["--prices", prices, "--windows", "1"]))
        {
            await worker.LineAsync("state: Ready");
            Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        }

        await LeadsAsync(scene, "stale bars", PredictionsFail, scene.Args("--prices", prices), Scene.Environment(), "the newest bar", "FAIL history: 1500 bars, 0 hours absent");
    }

    [Fact]
    public async Task A_full_disk()
    {
        await using var scene = await Scene.StartAsync();
        scene.ForAnswer = TimeSpan.FromSeconds(40);
        await using var disk = await SmallDisk.MountAsync(scene.State);
        await using var worker = scene.Worker(["--simulated"]);
        await worker.LineAsync("success: height", scene.StepAsync);
        disk.Fill();
        await LeadsAsync(scene, "full disk", NoSubmissions, scene.Args("--simulated"), Scene.Environment(), "red: the disk of ", "FAIL state folder: the disk of ");
        await LeadsAsync(scene, "full disk", Stopped, scene.Args("--simulated"), Scene.Environment(), "red: the disk of ");
        disk.Free();
        await worker.SignalAsync("TERM");
        await worker.ExitAsync(scene.StepAsync);
    }

    private async Task LeadsAsync(Scene scene, string cause, string section, string[] args, IReadOnlyDictionary<string, string> environment, params string[] says)
    {
        var said = await new PageSteps(scene.State, scene.Folder, args, environment).TypeAsync(section);
        output.WriteLine($"=== {cause}: {section}\n{said.Replace(scene.Folder, "FOLDER", StringComparison.Ordinal)}");
        Assert.All(says, text => Assert.Contains(text, said, StringComparison.Ordinal));
        Assert.DoesNotContain("junk", said, StringComparison.Ordinal);
    }
}
