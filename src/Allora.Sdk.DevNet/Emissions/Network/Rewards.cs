using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Network;

/// <summary>
/// Rewards by a plain rule: what the emission brought since the last settlement goes in equal shares to a settled epoch's reputers
/// (as stake), active inferers and, if there are any with a loss, active forecasters, in equal parts; without a settled epoch it returns to the ecosystem.
/// </summary>
internal static class Rewards
{
    public static void Settle(Execution run, IReadOnlyList<ulong> turn, IReadOnlyList<(ulong TopicId, long Nonce)> settled)
    {
        var total = run.State.Balance(ModuleAccounts.AlloraRewards);
        if (total.IsZero)
            return;
        var set = new EventTopicRewardsSet();
        if (settled.Count == 0)
        {
            Bank.Send(run, ModuleAccounts.AlloraRewards, ModuleAccounts.Ecosystem, total);
            set.TopicIds.AddRange(turn);
            set.Rewards.AddRange(turn.Select(static _ => "0"));
            EmissionsEvents.Emit(run, set);
            return;
        }

        foreach (var (topicId, nonce) in settled)
        {
            var share = total / settled.Count;
            Pay(run, topicId, nonce, share);
            set.TopicIds.Add(topicId);
            set.Rewards.Add(share.ToString(CultureInfo.InvariantCulture));
        }

        EmissionsEvents.Emit(run, set);
        foreach (var (topicId, nonce) in settled)
            Prune(run, topicId, nonce);
    }

    private static void Pay(Execution run, ulong topicId, long nonce, BigInteger share)
    {
        var epoch = run.State.Emissions.Topics[topicId].EpochOf(nonce);
        List<string> reputers = [.. epoch.Losses.Keys];
        List<string> inferers = [.. epoch.ActiveInferers];
        List<string> forecasters = [.. epoch.NetworkLoss!.ForecasterValues.Select(static value => value.Worker).Where(epoch.ActiveForecasters.Contains)];
        var kinds = forecasters.Count > 0 ? 3 : 2;
        var toReputer = share / kinds / reputers.Count;
        foreach (var reputer in reputers)
        {
            Bank.Send(run, ModuleAccounts.AlloraRewards, ModuleAccounts.AlloraStaking, toReputer);
            Stakes.Add(run, topicId, reputer, reputer, toReputer);
        }

        var toInferer = inferers.Count == 0 ? BigInteger.Zero : share / kinds / inferers.Count;
        foreach (var inferer in inferers)
            Bank.Send(run, ModuleAccounts.AlloraRewards, inferer, toInferer);
        foreach (var forecaster in forecasters)
            Bank.Send(run, ModuleAccounts.AlloraRewards, forecaster, share / kinds / forecasters.Count);
        Emit(run, ActorType.InfererUnspecified, topicId, nonce, inferers, toInferer);
        if (forecasters.Count > 0)
            Emit(run, ActorType.Forecaster, topicId, nonce, forecasters, share / kinds / forecasters.Count);
        Emit(run, ActorType.Reputer, topicId, nonce, reputers, toReputer);
    }

    private static void Emit(Execution run, ActorType actor, ulong topicId, long nonce, List<string> addresses, BigInteger reward)
    {
        var settled = new EventRewardsSettled { ActorType = actor, TopicId = topicId, BlockHeight = nonce, BlockHeightTx = run.Height };
        settled.Addresses.AddRange(addresses);
        settled.Rewards.AddRange(addresses.Select(_ => reward.ToString(CultureInfo.InvariantCulture)));
        EmissionsEvents.Emit(run, settled);
    }

    /// <summary>Old epochs are forgotten, as many as the parameters say.</summary>
    private static void Prune(Execution run, ulong topicId, long nonce)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var oldest = nonce - (run.State.Emissions.Params.MinEpochLengthRecordLimit * topic.Definition.EpochLength);
        EmissionsEvents.Emit(run, new EventPruneRecords { TopicId = topicId, BlockHeight = oldest });
        Execute.Update(run, topic with { Epochs = topic.Epochs.RemoveRange(topic.Epochs.Keys.Where(old => old < oldest)) });
    }
}
