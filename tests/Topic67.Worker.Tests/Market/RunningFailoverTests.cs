using System.Text.Json;
using Allora.Sdk;
using Allora.Sdk.DevNet.Options;
using Topic67.Worker.Logs;
using Topic67.Worker.Running;
using Topic67.Worker.Settings;
using Topic67.Worker.State;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Market;

/// <summary>The price sources of one running worker: the first fails between two windows, the next one answers, and the first is used again when it is back.</summary>
public sealed class RunningFailoverTests(ITestOutputHelper output)
{
    private const int BlocksAWindow = 12;
    private const long FirstWindow = 4;
    private static readonly TimeSpan Step = TimeSpan.FromHours(4);
    private static readonly DateTimeOffset First = new(2026, 6, 1, 1, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_worker_changes_its_source_and_changes_back()
    {
        await using var scene = await Scene.StartAsync(First, "4h");
        scene.ForAnswer = TimeSpan.FromSeconds(40);
        await using var exchanges = await TwoExchanges.StartAsync();
        var time = new MarketTime(First.AddMinutes(-30));
        PrivateFile.CreateFolder(scene.State);
        var folder = new StateFolder(scene.State);
        await using var said = new StringWriter();
        using (var journalist = new Journalist(folder, 10_000_000, said, time))
        {
            using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
            var settings = new WorkerSettings
            {
                Network = scene.DevNet.Network,
                Mnemonic = DevNetGenesis.TestMnemonic,
                StateFolder = scene.State,
                PriceSource = "coinbase,binance",
                PriceUrls = PriceAddresses.Read(exchanges.Setting),
                Windows = 4,
            };
            using var run = new WorkerRun(settings, folder, journalist, wallet, null, time);
            var running = run.RunAsync(Ct);
            while (!running.IsCompleted)
            {
                await ReadyAsync(said, running);
                var next = scene.DevNet.Height + 1;
                // The windows are at heights 4, 16, 28 and 40.
                exchanges.IsCoinbaseDown = next is > 8 and < 34;
                time.Now = First + (Step / BlocksAWindow * (next - FirstWindow)) + TimeSpan.FromSeconds(5);
                await scene.StepAsync();
            }

            Assert.Equal(0, await running);
        }

        var lines = said.ToString();
        var sources = scene.Lines("events.jsonl").Select(static line => JsonDocument.Parse(line).RootElement).Where(static e => e.GetProperty("event").GetString() == "prediction")
            .Select(static e => (e.GetProperty("data").GetProperty("prices").GetString(), e.GetProperty("data").GetProperty("source").GetString())).ToList();
        output.WriteLine(string.Join("; ", sources) + "\n" + string.Join('\n', lines.Split('\n').Where(static line => line.Contains("coinbase", StringComparison.Ordinal))));
        Assert.Equal([("coinbase", "Model"), ("binance", "Model"), ("binance", "Model"), ("coinbase", "Model")], sources);
        Assert.Contains("coinbase answered 404", lines, StringComparison.Ordinal);
        Assert.Contains("coinbase is stale", lines, StringComparison.Ordinal);
        Assert.Contains("windows=4 included=4", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("fallback", lines, StringComparison.Ordinal);
    }

    private static async Task ReadyAsync(StringWriter said, Task running)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!running.IsCompleted && !said.ToString().Contains("state: Ready", StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60), said.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, Ct);
        }
    }
}
