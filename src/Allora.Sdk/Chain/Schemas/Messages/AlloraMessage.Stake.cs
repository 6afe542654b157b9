using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;

namespace Allora.Sdk;

public sealed partial class AlloraMessage
{
    /// <summary>Adds to the wallet's own stake as a reputer of a topic. Chain message: AddStakeRequest.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="amount">The amount; <see cref="UAllo.FromAllo(string)"/> converts ALLO.</param>
    public static AlloraMessage AddStake(ulong topicId, UAllo amount)
    {
        var text = Amount(amount);
        return OfTopic(topicId, nameof(AddStakeRequest), context => new AddStakeRequest { Sender = context.Sender, TopicId = topicId, Amount = text });
    }

    /// <summary>
    /// Begins to remove stake of the wallet; the chain pays it out after its waiting time (parameter remove_stake_delay_window, in blocks).
    /// Chain message: RemoveStakeRequest.
    /// </summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="amount">The amount.</param>
    public static AlloraMessage RemoveStake(ulong topicId, UAllo amount)
    {
        var text = Amount(amount);
        return OfTopic(topicId, nameof(RemoveStakeRequest), context => new RemoveStakeRequest { Sender = context.Sender, TopicId = topicId, Amount = text });
    }

    /// <summary>Cancels the removal of stake. Chain message: CancelRemoveStakeRequest.</summary>
    /// <param name="topicId">The topic.</param>
    public static AlloraMessage CancelRemoveStake(ulong topicId) =>
        OfTopic(topicId, nameof(CancelRemoveStakeRequest), context => new CancelRemoveStakeRequest { Sender = context.Sender, TopicId = topicId });

    /// <summary>Delegates stake to a reputer of a topic for a share of its rewards. Chain message: DelegateStakeRequest.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="reputer">The reputer's address.</param>
    /// <param name="amount">The amount.</param>
    public static AlloraMessage DelegateStake(ulong topicId, string reputer, UAllo amount)
    {
        var (text, address) = (Amount(amount), Address(reputer, nameof(reputer)));
        return OfTopic(
            topicId,
            nameof(DelegateStakeRequest),
            context => new DelegateStakeRequest { Sender = context.Sender, TopicId = topicId, Reputer = address, Amount = text });
    }

    /// <summary>Begins to remove delegated stake; it is paid out after the chain's waiting time. Chain message: RemoveDelegateStakeRequest.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="reputer">The reputer that holds it.</param>
    /// <param name="amount">The amount.</param>
    public static AlloraMessage RemoveDelegateStake(ulong topicId, string reputer, UAllo amount)
    {
        var (text, address) = (Amount(amount), Address(reputer, nameof(reputer)));
        return OfTopic(
            topicId,
            nameof(RemoveDelegateStakeRequest),
            context => new RemoveDelegateStakeRequest { Sender = context.Sender, TopicId = topicId, Reputer = address, Amount = text });
    }

    /// <summary>Cancels the removal of delegated stake. Chain message: CancelRemoveDelegateStakeRequest.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="reputer">The reputer that holds it.</param>
    public static AlloraMessage CancelRemoveDelegateStake(ulong topicId, string reputer)
    {
        var address = Address(reputer, nameof(reputer));
        return OfTopic(
            topicId,
            nameof(CancelRemoveDelegateStakeRequest),
            context => new CancelRemoveDelegateStakeRequest { Sender = context.Sender, TopicId = topicId, Delegator = context.Sender, Reputer = address });
    }

    /// <summary>Collects the rewards of delegated stake. Chain message: RewardDelegateStakeRequest.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="reputer">The reputer that holds it.</param>
    public static AlloraMessage RewardDelegateStake(ulong topicId, string reputer)
    {
        var address = Address(reputer, nameof(reputer));
        return OfTopic(
            topicId,
            nameof(RewardDelegateStakeRequest),
            context => new RewardDelegateStakeRequest { Sender = context.Sender, TopicId = topicId, Reputer = address });
    }
}
