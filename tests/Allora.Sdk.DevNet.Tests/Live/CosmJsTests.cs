using System.Diagnostics;
using Allora.Sdk.DevNet.Options;
using Allora.TestData;

namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>CosmJS from npm, unchanged. Runs where `npm install` was run in tests/cosmjs.</summary>
public sealed class CosmJsTests
{
    [Fact]
    public async Task CosmJs_works_with_devnet_unchanged()
    {
        var folder = Path.Combine(Data.RepoRoot, "tests", "cosmjs");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "CosmJS is not installed: run npm install in tests/cosmjs");
        var stop = TestContext.Current.CancellationToken;
        await using var net = await AlloraDevNet.StartAsync(
            new DevNetOptions { Genesis = DevNetGenesis.Default with { BlockInterval = TimeSpan.FromMilliseconds(500) } }, stop);
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("run.mjs");
        start.ArgumentList.Add(net.Rpc.ToString().TrimEnd('/'));
        start.ArgumentList.Add(net.Accounts[0].Mnemonic);
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(stop);
        var errors = node.StandardError.ReadToEndAsync(stop);
        await node.WaitForExitAsync(stop);
        Console.Out.WriteLine("CosmJS: " + (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault());
        Assert.True(node.ExitCode == 0, await output + await errors);
    }
}
