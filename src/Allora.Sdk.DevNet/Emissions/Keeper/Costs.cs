using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>What the keeper's own reads and writes cost, fitted to recorded simulations.</summary>
internal static class Costs
{
    /// <summary>A write of one address under a list's key.</summary>
    public const int ListEntry = 52;

    public static void ReadParams(this GasMeter gas, EmissionsState emissions) => gas.Read(emissions.Params.CalculateSize());

    public static void ReadTopic(this GasMeter gas, TopicState topic) => gas.Read(topic.Definition.CalculateSize());

    public static void WriteTopic(this GasMeter gas, TopicState topic) => gas.Write(topic.Definition.CalculateSize());

    /// <summary>The lists of workers: the global ones are read as well for an address that is not on a topic's own.</summary>
    public static void ReadWorkerLists(this GasMeter gas, ChainState state, ulong topicId, string address)
    {
        if (state.Emissions.Topics.TryGetValue(topicId, out var topic) && topic.Members.WorkerWhitelistEnabled && !topic.Members.WorkerWhitelist.Contains(address))
            gas.Consume(6600, "ReadFlat");
    }

    /// <summary>The heights of open windows.</summary>
    public static void ReadNonces(this GasMeter gas) => gas.Consume(2000, "ReadFlat");
}
