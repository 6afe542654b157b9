using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Workers.Nonces;

#pragma warning disable xUnit1069 // The scene has a time limit of its own.
namespace Allora.Sdk.Tests.Workers;

/// <summary>The journal's nonces do not blind a worker: not by their number, and not after the chain was restarted with the same id.</summary>
public sealed class RestartedChainTests
{
    [Fact]
    public void Many_settled_nonces_say_nothing_about_lower_ones()
    {
        var settled = new SettledNonces();
        for (var nonce = 1_000_000; nonce < 1_000_300; nonce++)
            Assert.True(settled.Add(nonce));

        Assert.False(settled.Contains(18));
        Assert.True(settled.Add(18));
        Assert.True(settled.Contains(18));
        Assert.True(settled.Contains(1_000_299));
        settled.ForgetAbove(100);
        Assert.Equal(18, settled.Highest);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_chain_that_begins_again_with_the_same_id_and_journal_is_answered()
    {
        // The first run settled this nonce, and a hundred above it.
        var journal = new MemoryJournal([.. Enumerable.Range(0, 100).Select(static window => new JournalRecord
        {
            Kind = JournalRecordKind.Settled,
            Purpose = "payload",
            TopicId = WorkerScene.Topic,
            Nonce = WorkerScene.FirstNonce + window * WorkerScene.Epoch,
            Status = SubmissionStatus.Included,
            Time = DateTimeOffset.UnixEpoch,
        })]);

        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(1m)), options => options.PollInterval = TimeSpan.FromMilliseconds(200), walletOptions: new WalletOptions { Journal = journal });
        await scene.ReachAsync(WorkerState.Ready);
        SubmissionResult result;
        do
        {
            result = await scene.NextAsync(stepping: true);
        }
        while (!result.IsTerminal);

        Assert.True(result.Status == SubmissionStatus.Included, $"{result.Status}: {result.Message}");
        Assert.InRange(result.Nonce, WorkerScene.FirstNonce, WorkerScene.FirstNonce + WorkerScene.Epoch);
    }
}
