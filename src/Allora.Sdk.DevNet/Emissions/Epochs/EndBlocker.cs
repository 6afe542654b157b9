using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Transactions;

namespace Allora.Sdk.DevNet.Emissions.Epochs;

/// <summary>The end of a block, in the chain's order: removals, topics whose epoch ends with losses, rewards, worker windows.</summary>
internal static class EndBlocker
{
    public static void Run(Execution run, string proposer)
    {
        _ = proposer;
        StakeCompletion.Run(run);
        var turn = TopicTurn.Run(run);
        RewardSettlement.Run(run, turn);
        var closing = run.State.Emissions.Topics.Values
            .SelectMany(topic => topic.WorkerNonces.Where(window => window.End == run.Height).Select(window => (Topic: topic, Window: window)))
            .OrderBy(static one => one.Window.Nonce)
            .ThenBy(static one => one.Topic.Opening)
            .Select(static one => (one.Topic.Id, one.Window))
            .ToList();
        foreach (var (topicId, window) in closing)
            WorkerClosing.Run(run, topicId, window);
    }
}
