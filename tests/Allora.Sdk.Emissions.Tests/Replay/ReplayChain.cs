using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Topics;
using Allora.TestData.Epochs;
using static Allora.Sdk.Emissions.Tests.Replay.ReplayEvents;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>
/// A chain of nothing but the emissions module, fed with a recording's messages and each block's emission. What it holds and writes is
/// compared with the recording by <see cref="RecordedEpochs"/>.
/// </summary>
internal sealed class ReplayChain
{
    private readonly JsonElement _parameters;
    private readonly SortedDictionary<long, List<ulong>> _topicsByBlock = [];

    public ReplayChain(JsonElement parameters)
    {
        _parameters = parameters;
        Parameters = ReplayParameters.Of(parameters);
    }

    public EmissionsParameters Parameters { get; }

    public SortedDictionary<ulong, ReplayTopic> Topics { get; } = [];

    public long Height { get; set; }

    public BigInteger BlockEmission { get; set; }

    public Dec SumOfWeights { get; set; }

    public BigInteger Rewards { get; set; }

    public BigInteger PendingRewards { get; set; }

    public BigInteger Staking { get; set; }

    public BigInteger MonthlyReputerRewards { get; set; }

    public BigInteger MonthlyTopicRewards { get; set; }

    public BigInteger RegistrationFee => BigInteger.Parse(Parameter("registration_fee"), CultureInfo.InvariantCulture);

    public BigInteger DataSendingFee => BigInteger.Parse(Parameter("data_sending_fee"), CultureInfo.InvariantCulture);

    public void PayFee(ReplayTopic topic, BigInteger amount) => topic.Revenue += amount;

    public bool Flag(ReplayTopic topic, string name) => topic.Definition.GetProperty(name).GetBoolean();

    public void Create(JsonElement message)
    {
        var topic = new ReplayTopic { Id = (ulong)Topics.Count + 1, Definition = message, Parameters = ReplayParameters.Topic(message) };
        Topics[topic.Id] = topic;
        PayFee(topic, BigInteger.Parse(Parameter("create_topic_fee"), CultureInfo.InvariantCulture));
    }

    /// <summary>The topic as GetTopic shows it.</summary>
    public JsonObject Definition(ReplayTopic topic)
    {
        var shown = new JsonObject { ["id"] = Text(topic.Id) };
        foreach (var member in topic.Definition.EnumerateObject().Where(static member => member.Name is not ("enable_worker_whitelist" or "enable_reputer_whitelist")))
            shown[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        shown["epoch_last_ended"] = Text(topic.EpochLastEnded);
        shown["initial_regret"] = topic.Ledger.InitialRegret.ToString();
        return shown;
    }

    public bool IsActive(ReplayTopic topic) => topic.NextBlock != 0 && topic.NextBlock >= Height;

    public bool ActivateIfHeavy(ReplayTopic topic)
    {
        if (IsActive(topic) || WeightOf(topic) < Parameters.MinTopicWeight)
            return false;
        SumOfWeights += topic.Weight ?? Dec.Zero;
        Schedule(topic);
        return true;
    }

    public void Schedule(ReplayTopic topic)
    {
        topic.NextBlock = Height + topic.Parameters.EpochLength;
        if (!_topicsByBlock.TryGetValue(topic.NextBlock, out var list))
            _topicsByBlock[topic.NextBlock] = list = [];
        list.Add(topic.Id);
    }

    public Dec WeightOf(ReplayTopic topic) =>
        TopicWeights.Compute(topic.Stake, topic.Revenue, topic.Parameters.EpochLength, topic.Weight, Parameters);

    public IReadOnlyList<RecordedEvent> EndBlock() =>
        new ReplayEndBlock(this).Run(_topicsByBlock.Remove(Height, out var due) ? [.. due.Select(id => Topics[id])] : []);

    private string Parameter(string name) => _parameters.GetProperty(name).GetString()!;
}
