using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.Tests.Processes;

/// <summary>One wallet in two processes that were started in different working directories.</summary>
public sealed class TwoProcessesTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_second_process_in_another_working_directory_is_refused()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("allora-two-");
        var (home, first, second) = (folder.CreateSubdirectory("home").FullName, folder.CreateSubdirectory("a").FullName, folder.CreateSubdirectory("b").FullName);
        await using var chain = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = DevNetGenesis.Default with { ChainId = "twoprocesses-1" } }, ct);
        await using (var running = WorkerProcess.StartIn(first, home, chain.Network))
        {
            await running.LineAsync("READY", ct);

            await using var other = WorkerProcess.StartIn(second, home, chain.Network);

            Assert.StartsWith("REFUSED JournalHeld Another process runs the wallet", await other.LineAsync("REFUSED", ct), StringComparison.Ordinal);
            await running.KillAsync(ct);
        }

        // The lock ends with its process, and the journal is the same one.
        await using var later = WorkerProcess.StartIn(second, home, chain.Network);
        await later.LineAsync("READY", ct);
        Assert.Single(Directory.GetFiles(home, "*.journal", SearchOption.AllDirectories));
        await later.KillAsync(ct);
        folder.Delete(recursive: true);
    }
}
