using System.Numerics;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Epochs;

/// <summary>Opens the window of the topics whose epoch ends. Where more are due than may open in one block, the rest waits a block.</summary>
internal static class TopicTurn
{
    private const int WeeksPerMonthTimes1000 = 4345;

    /// <summary>The ids of the topics that had their turn.</summary>
    public static IReadOnlyList<ulong> Run(Execution run)
    {
        var limit = (int)Math.Min(run.State.Emissions.Params.MaxActiveTopicsPerBlock, int.MaxValue);
        var due = run.State.Emissions.Topics.Values
            .Where(topic => topic.IsActive && topic.NextEpochEnd <= run.Height)
            .OrderBy(static topic => topic.NextEpochEnd)
            .ThenBy(static topic => topic.Id)
            .Take(limit)
            .ToList();
        foreach (var topic in due)
            Open(run, topic);
        return [.. due.Select(static topic => topic.Id)];
    }

    private static void Open(Execution run, TopicState topic)
    {
        var weight = TopicWeight.Of(topic.Stake, topic.Revenue);
        EmissionsEvents.Emit(run, new EventTopicWeightUpdated
        {
            TopicId = topic.Id,
            NewWeight = weight.ToString(),
            TopicStake = topic.Stake.ToString(System.Globalization.CultureInfo.InvariantCulture),
            TopicFeeRevenue = topic.Revenue.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
        topic = Drip(run, topic) with { Weight = weight };
        var active = weight > Dec.Parse(run.State.Emissions.Params.MinTopicWeight);
        EmissionsEvents.Emit(run, new EventTopicStatusChanged { TopicId = topic.Id, IsActive = active });
        if (!active)
        {
            Execute.Update(run, topic with { IsActive = false });
            return;
        }

        var definition = topic.Definition.Clone();
        definition.EpochLastEnded = run.Height;
        var window = new NonceWindow(run.Height, run.Height, run.Height + definition.WorkerSubmissionWindow);
        Execute.Update(run, topic with
        {
            Definition = definition,
            NextEpochEnd = (long)Math.Min((decimal)run.Height + definition.EpochLength, long.MaxValue),
            WorkerNonces = topic.WorkerNonces.Insert(0, window),
        });
        EmissionsEvents.Emit(run, new EventWorkerSubmissionWindowOpened
        {
            TopicId = topic.Id,
            NonceBlockHeight = window.Nonce,
            WindowEndBlock = window.End,
        });
        foreach (var opening in topic.ReputerNonces.Where(waiting => ReputerWindows.OpensAt(definition, waiting, run.Height)).Reverse())
        {
            EmissionsEvents.Emit(run, new EventReputerSubmissionWindowOpened
            {
                TopicId = topic.Id,
                NonceBlockHeight = opening.Nonce,
                WindowEndBlock = opening.End,
            });
        }
    }

    /// <summary>What was paid into a topic is used up over weeks.</summary>
    private static TopicState Drip(Execution run, TopicState topic)
    {
        var month = new BigInteger(run.State.Emissions.Params.BlocksPerMonth);
        var drip = BigInteger.Min(topic.Revenue, topic.Revenue * topic.Definition.EpochLength * WeeksPerMonthTimes1000 / (month * 1000));
        var left = topic.Revenue - drip;
        EmissionsEvents.Emit(run, new EventTopicFeeRevenueDripped
        {
            TopicId = topic.Id,
            OldRevenue = topic.Revenue.ToString(System.Globalization.CultureInfo.InvariantCulture),
            NewRevenue = left.ToString(System.Globalization.CultureInfo.InvariantCulture),
            DripAmount = drip.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
        return topic with { Revenue = left };
    }
}
