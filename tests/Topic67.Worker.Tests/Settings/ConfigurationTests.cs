using Topic67.Worker.Commands;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Settings;

public sealed class ConfigurationTests
{
    private const string Words = "test test test test test test test test test test test junk";

    [Theory]
    [InlineData("--network testnet", null, "needs a wallet")]
    [InlineData("--network nowhere", null, "There is no network")]
    [InlineData("--prices bars.csv --from 2025-02-01T01:00Z", "MNEMONIC=" + Words, "refused on allora-testnet-1")]
    [InlineData("--simulated --network mainnet", "MNEMONIC=" + Words, "refused on allora-mainnet-1")]
    [InlineData("--simulated --network local --chain-id allora-mainnet-1", "MNEMONIC=" + Words, "refused on allora-mainnet-1")]
    [InlineData("--prices bars.csv", null, "--prices needs --from")]
    [InlineData("--windows 0", null, "at least 1")]
    [InlineData("--topic x", null, "positive whole number")]
    [InlineData("--unknown", null, "--unknown")]
    [InlineData("", "FALLBACK=guess", "FALLBACK is 'guess'")]
    [InlineData("", "GATE=7", "GATE is '7'")]
    [InlineData("", "HISTORY_MIN_BARS=1056", "at least 1057")]
    [InlineData("", "REUSE=2h", "an hour at most")]
    [InlineData("", "ACTIVE_FROM=tomorrow", "ACTIVE_FROM is 'tomorrow'")]
    [InlineData("", "LOG_MAX_BYTES=1", "LOG_MAX_BYTES")]
    [InlineData("--env-file /nonexistent/env", null, "does not exist")]
    [InlineData("--price-source moon", null, "is not a price source")]
    [InlineData("--price-source tiingo", null, "Tiingo needs a key")]
    public async Task AWrongConfigurationIsOneClearLineAndExitCodeTwo(string arguments, string? variable, string expected)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var pair = variable?.Split('=', 2);
        var code = await Entry.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), name => name == pair?[0] ? pair[1] : null, output, error);
        Assert.Equal(2, code);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().Trim().Split('\n'));
        Assert.DoesNotContain("junk", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheEnvironmentWinsOverTheFileAndAnOpenFileIsWarnedAbout()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are Unix's");
        await using var scene = await Scene.StartAsync();
        var file = Path.Combine(scene.Folder, ".env");
        File.WriteAllText(file, $"# settings\nexport MNEMONIC=\"{Words}\"\nTOPIC_ID=99\nREUSE=30m # half\n");
        Mode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using var worker = WorkerProcess.Start(scene.Args("--simulated", "--windows", "1"), new Dictionary<string, string> { ["TOPIC_ID"] = "67" }, scene.Folder);
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.Contains("starting: topic 67", worker.Output, StringComparison.Ordinal);
        Assert.Contains("chmod 600", worker.Output, StringComparison.Ordinal);

        Mode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var closed = WorkerProcess.Start(scene.Args("--simulated"), null, scene.Folder);
        Assert.DoesNotContain("chmod", await closed.LineAsync("starting: topic 99"), StringComparison.Ordinal);
        await closed.LineAsync("connected", scene.StepAsync);
        Assert.DoesNotContain("chmod", closed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("junk", closed.Output + worker.Output, StringComparison.Ordinal);
    }

    private static void Mode(string file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, mode);
    }
}
