using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.State.Emissions;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>Who may do what, by the white lists.</summary>
internal static class Permissions
{
    public static bool IsGlobalWorker(EmissionsState emissions, string address)
    {
        var (lists, parameters) = (emissions.Whitelists, emissions.Params);
        return (parameters.GlobalWhitelistEnabled && lists.Global.Contains(address))
            || (parameters.GlobalWorkerWhitelistEnabled && lists.GlobalWorkers.Contains(address));
    }

    public static bool IsGlobalReputer(EmissionsState emissions, string address)
    {
        var (lists, parameters) = (emissions.Whitelists, emissions.Params);
        return (parameters.GlobalWhitelistEnabled && lists.Global.Contains(address))
            || (parameters.GlobalReputerWhitelistEnabled && lists.GlobalReputers.Contains(address));
    }

    /// <summary>A topic without a white list takes anyone; an unknown topic is refused later, by another rule.</summary>
    public static bool CanSubmitWorkerPayload(ChainState state, ulong topicId, string address)
    {
        var emissions = state.Emissions;
        return !emissions.Topics.TryGetValue(topicId, out var topic)
            || !topic.Members.WorkerWhitelistEnabled
            || topic.Members.WorkerWhitelist.Contains(address)
            || IsGlobalWorker(emissions, address);
    }

    public static bool CanSubmitReputerPayload(ChainState state, ulong topicId, string address)
    {
        var emissions = state.Emissions;
        return !emissions.Topics.TryGetValue(topicId, out var topic)
            || !topic.Members.ReputerWhitelistEnabled
            || topic.Members.ReputerWhitelist.Contains(address)
            || IsGlobalReputer(emissions, address);
    }

    public static bool CanCreateTopic(EmissionsState emissions, string address) =>
        !emissions.Params.TopicCreatorWhitelistEnabled
        || emissions.Whitelists.TopicCreators.Contains(address)
        || (emissions.Params.GlobalWhitelistEnabled && emissions.Whitelists.Global.Contains(address));

    public static bool CanUpdateAllGlobalLists(EmissionsState emissions, string address) => emissions.Whitelists.Admins.Contains(address);

    /// <summary>The global lists of workers and reputers have administrators of their own.</summary>
    public static bool CanUpdateGlobalActorLists(EmissionsState emissions, string address) =>
        CanUpdateAllGlobalLists(emissions, address) || emissions.Whitelists.GlobalAdmins.Contains(address);

    public static bool CanUpdateTopicLists(EmissionsState emissions, TopicState topic, string address) =>
        topic.Definition.Creator == address || CanUpdateAllGlobalLists(emissions, address);
}
