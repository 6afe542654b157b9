using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Epochs;

/// <summary>The topics whose epoch ends: weights first, in the order of the block's list, then windows open and close by weight.</summary>
internal static class TopicTurn
{
    /// <summary>The ids of the topics that had their turn, by weight.</summary>
    public static IReadOnlyList<ulong> Run(Execution run)
    {
        var limit = (int)Math.Min(run.State.Emissions.Params.MaxActiveTopicsPerBlock, int.MaxValue);
        List<ulong> weighed = [.. TopicLists.Take(run).Where(id => TopicWeighing.Weigh(run, id))];
        List<ulong> top =
        [
            .. weighed.Select(id => run.State.Emissions.Topics[id])
                .OrderByDescending(static topic => topic.PreviousWeight)
                .ThenBy(static topic => topic.Id)
                .Take(limit)
                .Select(static topic => topic.Id),
        ];
        for (var i = 0; i < top.Count; i++)
            Open(run, top[i], i);
        return top;
    }

    private static void Open(Execution run, ulong topicId, int place)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var definition = topic.Definition.Clone();
        definition.EpochLastEnded = run.Height;
        var window = new NonceWindow(run.Height, run.Height, run.Height + definition.WorkerSubmissionWindow);
        var most = run.State.Emissions.Params.MaxUnfulfilledReputerRequests;
        topic = topic with
        {
            Definition = definition,
            Opening = place,
            WorkerNonces = topic.WorkerNonces.Insert(0, window).RemoveAll(old => ReputerWindows.IsForgotten(definition, old, run.Height, most + 1)),
            ReputerNonces = topic.ReputerNonces.RemoveAll(old => ReputerWindows.IsForgotten(definition, old, run.Height, most)),
        };
        Execute.Update(run, topic);
        EmissionsEvents.Emit(run, new EventWorkerSubmissionWindowOpened
        {
            TopicId = topicId,
            NonceBlockHeight = window.Nonce,
            WindowEndBlock = window.End,
        });
        foreach (var waiting in topic.ReputerNonces)
        {
            if (ReputerWindows.OpensAt(definition, waiting, run.Height))
            {
                EmissionsEvents.Emit(run, new EventReputerSubmissionWindowOpened
                {
                    TopicId = topicId,
                    NonceBlockHeight = waiting.Nonce,
                    WindowEndBlock = waiting.End,
                });
            }

            if (ReputerWindows.ClosesAt(definition, waiting, run.Height) && !topic.WorkerNonces.Exists(open => open.Nonce == waiting.Nonce))
                ReputerClosing.Run(run, topicId, waiting);
        }
    }
}
