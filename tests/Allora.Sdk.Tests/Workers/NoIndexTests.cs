using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Sending;

#pragma warning disable xUnit1069 // The scene has a time limit of its own.
namespace Allora.Sdk.Tests.Workers;

/// <summary>A node without an index of transactions finds none by its hash: the blocks show what is included.</summary>
public sealed class NoIndexTests
{
    [Fact(Timeout = 120_000)]
    public async Task Every_window_is_answered_and_confirmed_with_its_result()
    {
        await using var scene = await SceneAsync(new MemoryJournal());
        scene.Run();
        await scene.ReachAsync(WorkerState.Ready);

        for (var window = 0; window < 5; window++)
        {
            var result = await TerminalAsync(scene);
            Assert.True(result.Status == SubmissionStatus.Included, $"{result.Status}: {result.Message}");
            Assert.Equal(WorkerScene.FirstNonce + window * WorkerScene.Epoch, result.Nonce);
            Assert.InRange(result.GasUsed ?? 0, 1UL, 1_000_000UL);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_results_too_what_is_in_a_block_is_included()
    {
        await using var scene = await SceneAsync(new MemoryJournal());
        scene.DevNet.Nodes[0].BlockResults = false;
        scene.Run();
        await scene.ReachAsync(WorkerState.Ready);

        var result = await TerminalAsync(scene);

        Assert.True(result.Status == SubmissionStatus.Included, $"{result.Status}: {result.Message}");
        Assert.Contains("not known", result.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_was_paid_before_a_restart_is_not_missed()
    {
        var journal = new MemoryJournal();
        await using var scene = await SceneAsync(journal);
        scene.Run();
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        Assert.Equal(SubmissionStatus.Broadcast, (await scene.NextAsync()).Status);
        await scene.StopAsync();
        // The window ends while nobody looks.
        await scene.DevNet.StepAsync((int)WorkerScene.Epoch, TestContext.Current.CancellationToken);

        await using var client = new AlloraClient(scene.DevNet.Network);
        using var wallet = WorkerScene.FirstAccount();
        var again = new WorkerRunner(
            client, wallet.With(journal), new FunctionProvider(_ => Prediction.Value(1m)), new WorkerOptions { TopicId = WorkerScene.Topic, DrainTimeout = TimeSpan.FromSeconds(1) });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = again.RunAsync(stop.Token);
        var result = await WorkerScene.NextTerminalAsync(again, scene.DevNet);

        Assert.True(result is { Nonce: WorkerScene.FirstNonce, Status: SubmissionStatus.Included }, $"{result.Nonce} {result.Status}: {result.Message}");
        await stop.CancelAsync();
        await running;
    }

    private static async Task<WorkerScene> SceneAsync(MemoryJournal journal)
    {
        var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(1m)), options => options.DrainTimeout = TimeSpan.FromMilliseconds(100), run: false, walletOptions: new WalletOptions { Journal = journal });
        scene.DevNet.Nodes[0].TransactionIndex = false;
        return scene;
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
