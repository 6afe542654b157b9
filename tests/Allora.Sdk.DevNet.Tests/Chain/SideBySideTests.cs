using System.Diagnostics;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>Many chains in one process. Runs alone, because it counts what the process holds.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class SideBySideCollection;

[Collection("alone")]
public sealed class SideBySideTests(ITestOutputHelper output)
{
    private const int Chains = 20;

    [Fact]
    public async Task Twenty_chains_live_side_by_side_and_leave_nothing_behind()
    {
        // What the first chain of a process loads stays for the next ones.
        await RunAsync(1, static _ => Task.CompletedTask);
        var before = Held.Now();
        Held during = default;
        await RunAsync(Chains, async chains =>
        {
            for (var index = 0; index < chains.Length; index++)
            {
                var devnet = chains[index];
                using var client = new TestClient(devnet.Grpc);
                var height = devnet.Height;
                var info = await new Service.ServiceClient(client.Invoker).GetNodeInfoAsync(new GetNodeInfoRequest());
                Assert.Equal($"side-{index}", info.DefaultNodeInfo.Network);
                await UntilAsync(() => devnet.Height > height);
            }

            Assert.Equal(3 * Chains, chains.SelectMany(static devnet => (Uri[])[devnet.Grpc, devnet.Rpc, devnet.Rest]).Distinct().Count());
            during = Held.Now();
        });
        output.WriteLine($"before {before}, with {Chains} chains {during}");
        await UntilAsync(() => Held.Now() is var now && now.Sockets <= before.Sockets && now.Threads <= before.Threads && now.Timers <= before.Timers, () => $"left behind: {Held.Now()} after {before}");
        output.WriteLine($"after {Held.Now()}");
        if (OperatingSystem.IsLinux())
            Assert.True(during.Sockets >= before.Sockets + (3 * Chains));
        Assert.True(during.Timers >= Chains);
    }

    private static async Task RunAsync(int count, Func<AlloraDevNet[], Task> use)
    {
        var chains = await Task.WhenAll(Enumerable.Range(0, count).Select(static index => AlloraDevNet.StartAsync(new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with { ChainId = $"side-{index}", Seed = index, BlockInterval = TimeSpan.FromMilliseconds(100) },
        })));
        try
        {
            await use(chains);
        }
        finally
        {
            foreach (var devnet in chains)
                await devnet.DisposeAsync();
        }
    }

    private static async Task UntilAsync(Func<bool> condition, Func<string>? otherwise = null)
    {
        var patience = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), otherwise?.Invoke() ?? "nothing happened for a minute");
            await Task.Delay(20);
        }
    }

    /// <summary>Sockets (Linux alone tells), threads that are not the pool's, and timers of this process.</summary>
    private readonly record struct Held(int Sockets, int Threads, long Timers)
    {
        public static Held Now() => new(OpenSockets(), OwnThreads(), Timer.ActiveCount);

        private static int OpenSockets() => !OperatingSystem.IsLinux() ? 0 : Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(static link =>
        {
            try
            {
                return new FileInfo(link).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true;
            }
            catch (IOException)
            {
                return false;
            }
        });

        private static int OwnThreads() => !OperatingSystem.IsLinux() ? 0 : Directory.EnumerateDirectories("/proc/self/task").Count(static task =>
        {
            try
            {
                return !File.ReadAllText(Path.Combine(task, "comm")).StartsWith(".NET TP", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        });
    }
}
