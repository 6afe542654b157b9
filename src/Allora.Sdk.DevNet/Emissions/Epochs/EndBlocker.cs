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
        // Reputers' windows close at the topic's own epoch ends alone: while a topic is inactive, none does.
        foreach (var topicId in turn)
        {
            var topic = run.State.Emissions.Topics[topicId];
            if (!topic.IsActive)
                continue;
            topic = topic with
            {
                ReputerNonces = topic.ReputerNonces.RemoveAll(window =>
                    ReputerWindows.IsForgotten(topic.Definition, window, run.Height, run.State.Emissions.Params.MaxUnfulfilledReputerRequests)),
            };
            Execute.Update(run, topic);
            foreach (var window in topic.ReputerNonces.Where(window => ReputerWindows.ClosesAt(topic.Definition, window, run.Height)).Reverse())
            {
                if (ReputerClosing.Run(run, topicId, window))
                    settled.Add((topicId, window.Nonce));
            }
        }

        if (turn.Count > 0 || settled.Count > 0)
            Network.Rewards.Settle(run, turn, settled);
    }
}
