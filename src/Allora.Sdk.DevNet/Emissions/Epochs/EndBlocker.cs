using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Transactions;

namespace Allora.Sdk.DevNet.Emissions.Epochs;

/// <summary>The end of a block: topics whose turn it is, windows that close, rewards.</summary>
internal static class EndBlocker
{
    public static void Run(Execution run, string proposer)
    {
        _ = proposer;
        Stakes.Complete(run);
        var turn = TopicTurn.Run(run);
        foreach (var topic in run.State.Emissions.Topics.Values)
        {
            foreach (var window in topic.WorkerNonces.Where(window => window.End == run.Height).Reverse())
                WorkerClosing.Run(run, topic.Id, window);
        }

        var settled = new List<(ulong TopicId, long Nonce)>();
        foreach (var topic in run.State.Emissions.Topics.Values)
        {
            foreach (var window in topic.ReputerNonces.Where(window => window.End <= run.Height).Reverse())
            {
                if (ReputerClosing.Run(run, topic.Id, window))
                    settled.Add((topic.Id, window.Nonce));
            }
        }

        if (turn.Count > 0 || settled.Count > 0)
            Network.Rewards.Settle(run, turn, settled);
    }
}
