using Allora.Sdk.Alerts;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;

#pragma warning disable xUnit1069 // The scene has a time limit of its own.
namespace Allora.Sdk.Tests.Alerts;

/// <summary>Red states of a worker on a DevNet: each sends one alert that fires, and one that is resolved once it is over.</summary>
public sealed class AlertsOnDevNetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 90_000)]
    public async Task A_missed_window_fires_within_an_epoch_and_is_over_with_the_next_one()
    {
        var fails = true;
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => fails ? throw new InvalidOperationException("no prices") : Prediction.Value(1m)), run: false);
        await using var stand = await AlertStand.StartAsync(() => [scene.Runner]);
        await stand.TickAsync();
        scene.Run();
        await scene.ReachAsync(WorkerState.Ready);
        Assert.Equal(SubmissionStatus.Missed, (await TerminalAsync(scene)).Status);

        await stand.UntilAsync("AlloraWindowMissed firing");
        Assert.InRange(scene.DevNet.Height, WorkerScene.FirstNonce, WorkerScene.FirstNonce + WorkerScene.Window + WorkerScene.Epoch);
        Assert.Contains("no prices", Assert.Single(stand.Alerts.Firing).Detail, StringComparison.Ordinal);
        Assert.Equal(SubmissionStatus.Missed, (await TerminalAsync(scene)).Status);
        await stand.NothingMoreAsync();
        fails = false;
        while ((await TerminalAsync(scene)).Status != SubmissionStatus.Included)
        {
            // A window that had begun to fail.
        }

        await stand.UntilAsync("AlloraWindowMissed firing", "AlloraWindowMissed resolved");
        Assert.Empty(stand.Alerts.Firing);
    }

    [Fact(Timeout = 90_000)]
    public async Task A_fallback_fires_once()
    {
        var fails = true;
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => fails ? throw new InvalidOperationException("no prices") : Prediction.Value(1m)),
            static options => options.Fallback = new FallbackOptions { Policy = FallbackPolicy.FixedValue, Value = "0" },
            run: false);
        await using var stand = await AlertStand.StartAsync(() => [scene.Runner]);
        await stand.TickAsync();
        scene.Run();
        await scene.ReachAsync(WorkerState.Ready);
        Assert.NotNull((await TerminalAsync(scene)).Fallback);
        await stand.UntilAsync("AlloraFallbackUsed firing");
        fails = false;
        while ((await TerminalAsync(scene)).Fallback is not null)
        {
            // A window that had begun to fail.
        }

        await stand.UntilAsync("AlloraFallbackUsed firing", "AlloraFallbackUsed resolved");
    }

    [Fact(Timeout = 90_000)]
    public async Task A_dead_node_fires_after_a_minute_and_once_for_two_workers()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(1m)), static options => options.PollInterval = TimeSpan.FromMilliseconds(200), nodes: null);
        await scene.ReachAsync(WorkerState.Ready);
        await using var second = new WorkerRunner(scene.Client, scene.Wallet, new FunctionProvider(_ => Prediction.Value(1m)), new WorkerOptions { TopicId = 999, PollInterval = TimeSpan.FromMilliseconds(200), WarmInterval = TimeSpan.FromMilliseconds(200) });
        var running = second.RunAsync(Ct);
        await using var stand = await AlertStand.StartAsync(() => [scene.Runner, second]);
        scene.DevNet.Faults.Add(new Fault { Kind = FaultKind.Unavailable });
        await scene.ReachAsync(WorkerState.WaitingForNode);
        while (second.Status.State != WorkerState.WaitingForNode)
            await Task.Delay(5, Ct);
        await stand.NothingMoreAsync();
        stand.Time.Advance(TimeSpan.FromMinutes(1));
        await stand.UntilAsync("AlloraNodeAway firing");
        Assert.StartsWith("2 workers wait. ", Assert.Single(stand.Alerts.Firing).Detail, StringComparison.Ordinal);
        await stand.NothingMoreAsync();

        scene.DevNet.Faults.Clear();
        while (scene.Runner.Status.State == WorkerState.WaitingForNode || second.Status.State == WorkerState.WaitingForNode)
            await Task.Delay(5, Ct);
        await stand.UntilAsync("AlloraNodeAway firing", "AlloraNodeAway resolved");
        // The second one has no topic, which is an alert after two minutes.
        stand.Time.Advance(TimeSpan.FromMinutes(2));
        await stand.UntilAsync("AlloraNodeAway firing", "AlloraNodeAway resolved", "AlloraWorkerWaits firing");
        await second.DisposeAsync();
        await running;
        await stand.UntilAsync("AlloraNodeAway firing", "AlloraNodeAway resolved", "AlloraWorkerWaits firing", "AlloraWorkerWaits resolved");
    }

    [Fact(Timeout = 90_000)]
    public async Task A_spent_budget_fires_once_although_windows_are_lost()
    {
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(1m)), walletOptions: new WalletOptions { Journal = new MemoryJournal(), DailyBudget = UAllo.Parse("1uallo") }, run: false);
        await using var stand = await AlertStand.StartAsync(() => [scene.Runner]);
        await stand.TickAsync();
        scene.Run();
        while (scene.Runner.Status.State != WorkerState.WaitingForBudget)
        {
            await scene.DevNet.StepAsync(1, Ct);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(50), Ct);
        }

        await stand.UntilAsync("AlloraBudgetSpent firing");
        await scene.StepToAsync(WorkerScene.FirstNonce + WorkerScene.Epoch + WorkerScene.Window);
        await stand.NothingMoreAsync();
        // The wallet is not watched any more once its worker has stopped.
        await scene.StopAsync();
        await stand.UntilAsync("AlloraBudgetSpent firing", "AlloraBudgetSpent resolved");
    }

    [Fact(Timeout = 90_000)]
    public async Task An_empty_wallet_fires_and_is_over_when_it_is_funded()
    {
        var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, "", Allora.Sdk.Wallets.HdPath.ForIndex(77));
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(1m)), wallet: wallet);
        await using var stand = await AlertStand.StartAsync(() => [scene.Runner]);
        await scene.ReachAsync(WorkerState.WaitingForFunds);
        await stand.UntilAsync("AlloraNoFunds firing");
        await using var other = new AlloraClient(scene.DevNet.Network);
        await using var purse = other.OpenWallet(WorkerScene.FirstAccount().InMemory());
        var transfer = new MsgSend { FromAddress = WorkerScene.FirstAccount().Address, ToAddress = wallet.Address };
        transfer.Amount.Add(new Protos.Cosmos.Base.V1Beta1.Coin { Denom = "uallo", Amount = "900000000000000000" });
        var sending = purse.SendAsync([TransactionMessage.From(transfer)], Ct);
        while (scene.Runner.Status.State != WorkerState.Ready)
        {
            await scene.DevNet.StepAsync(1, Ct);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(50), Ct);
        }

        (await sending).EnsureIncluded();
        await stand.UntilAsync("AlloraNoFunds firing", "AlloraNoFunds resolved");
    }

    [Fact(Timeout = 90_000)]
    public async Task A_planned_upgrade_that_is_not_known_fires_and_can_be_left_out()
    {
        var wallet = WorkerScene.FirstAccount();
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(1m)),
            genesis: WorkerScene.Genesis(wallet.Address) with { UpgradePlan = new DevNetUpgradePlan { Name = "v0.99.0", Height = 500 } },
            wallet: wallet);
        await using var stand = await AlertStand.StartAsync(() => [scene.Runner]);
        await using var without = await AlertStand.StartAsync(() => [scene.Runner], AlertKind.UpgradeUnknown);
        await scene.ReachAsync(WorkerState.Ready);
        while (scene.Runner.GetHealth().PlannedUpgrade is null)
        {
            await scene.DevNet.StepAsync(1, Ct);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(50), Ct);
        }

        await stand.UntilAsync("AlloraUpgradeUnknown firing");
        Assert.Contains("v0.99.0", Assert.Single(stand.Alerts.Firing).Detail, StringComparison.Ordinal);
        await without.NothingMoreAsync();
        Assert.Empty(without.Received);
        // The end of the run ends its alerts.
        await stand.StopAsync();
        Assert.Equal(["AlloraUpgradeUnknown firing", "AlloraUpgradeUnknown resolved"], stand.Received);
    }

    private static async Task<SubmissionResult> TerminalAsync(WorkerScene scene)
    {
        while (true)
        {
            if (await scene.NextAsync(stepping: true) is { IsTerminal: true } result)
                return result;
        }
    }
}
