using System.Diagnostics;
using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests.Stores;

/// <summary>Two processes of the tool with one wallet: one is active, the other on standby.</summary>
public sealed class StandbyRunTests(PostgresServer server)
{
    private static readonly TimeSpan MaxHandover = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task The_second_process_takes_over_within_two_seconds_of_sigterm_and_nothing_is_paid_twice()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("signals are sent with kill");
        using var bank = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        // Blocks are longer than the handover: a transaction is pending when the first process ends.
        await using var chain = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with { BlockInterval = TimeSpan.FromSeconds(5), Topics = [new GenesisTopic { Id = 67, FirstWindow = 3, Workers = [bank.Address] }] },
        }, TestContext.Current.CancellationToken);
        await using var home = CliHome.Empty();
        var scene = await StoreScene.CreateAsync(server, home);
        await home.JsonAsync("store", "create", "--store", scene.Store);
        await using var model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "0.5"));
        await home.TypeAsync(DevNetGenesis.TestMnemonic + "\n", "keys", "import", "bank");
        await File.WriteAllTextAsync(
            home["w.yaml"], $"network: local\ngrpc: ['{chain.Grpc}']\nrpc: ['{chain.Rpc}']\nkey: bank\nstore: '{scene.Store}'\nworkers:\n  - {{ topic: 67, endpoint: '{model.Address}', poll_seconds: 1 }}\n", TestContext.Current.CancellationToken);
        await using var first = CliProcess.Start(home.Environment(), "worker", "run", "--config", home["w.yaml"]);
        while ((long?)await scene.ScalarAsync("select count(*) from allora.lease") != 1)
            await PauseAsync();
        await using var second = CliProcess.Start(home.Environment(), "worker", "run", "--config", home["w.yaml"], "--store", scene.Store);
        await second.ReadUntilAsync("standby");
        while (chain.PendingTransactions == 0)
            await PauseAsync();

        var watch = Stopwatch.StartNew();
        var ending = first.SignalAsync("TERM");
        while (await scene.ScalarAsync("select fence from allora.lease where expires < clock_timestamp() or fence > 1") is null)
            await PauseAsync();
        var free = watch.Elapsed;
        while (await scene.ScalarAsync("select fence from allora.lease where expires > clock_timestamp() and fence > 1") is null)
            await PauseAsync();
        var taken = watch.Elapsed;
        Assert.Equal(0, await ending);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lease free {free.TotalMilliseconds:0} ms after SIGTERM, taken by the second process {taken.TotalMilliseconds:0} ms after it, first process ended after {watch.Elapsed.TotalMilliseconds:0} ms"));
        Assert.True(taken < MaxHandover, $"{taken}");

        await second.ReadUntilAsync("ready");
        while (chain.Transactions().Count == 0)
            await PauseAsync();
        Assert.Equal(0U, Assert.Single(chain.Transactions()).Code);
        Assert.Equal(0, await second.SignalAsync("TERM"));
    }

    private static Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
}
