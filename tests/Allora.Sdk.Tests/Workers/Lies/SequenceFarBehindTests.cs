using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Workers.Lies;

/// <summary>The sequence of an old account is reported as 0 when its worker starts: once the node tells the truth, the next window is answered.</summary>
public sealed class SequenceFarBehindTests
{
    [Fact]
    public async Task The_next_window_after_the_truth_is_answered()
    {
        using var wallet = WorkerScene.FirstAccount();
        var genesis = WorkerScene.Genesis(wallet.Address) with
        {
            Accounts = [new GenesisAccount { Address = wallet.Address, Uallo = UAllo.FromAllo("1000"), Sequence = 5000 }],
        };
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(static _ => Prediction.Value(1m)), genesis: genesis, run: false);
        var lie = scene.DevNet.Lies.Add(new Lie { Path = "info.sequence", Change = LieChange.Set, Value = "0", Method = "AccountInfo" });
        scene.Run();
        await scene.ReachAsync(WorkerState.Ready);
        var missed = await TerminalAsync(scene);
        Assert.Equal((SubmissionStatus.Missed, WorkerScene.FirstNonce), (missed.Status, missed.Nonce));
        Assert.True(lie.Hits > 0);

        scene.DevNet.Lies.Clear();
        var included = await TerminalAsync(scene);
        Assert.Equal((SubmissionStatus.Included, WorkerScene.FirstNonce + WorkerScene.Epoch), (included.Status, included.Nonce));
    }

    private static async Task<SubmissionResult> TerminalAsync(WorkerScene scene)
    {
        var result = await scene.NextAsync(stepping: true);
        while (!result.IsTerminal)
            result = await scene.NextAsync(stepping: true);
        return result;
    }
}
