using Allora.Sdk.DevNet.Emissions.Payloads;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Makes the topic that a message describes, as the chain keeps it.</summary>
internal static class TopicDefinitions
{
    private const string Where = "allora-network/allora-chain@v0.17.0/x/emissions/types/validations.go:44";

    public static Topic Create(Execution run, CreateNewTopicRequest message, ulong id)
    {
        var v9 = run.State.Schema == DevNetSchema.V9;
        var topic = new Topic
        {
            Id = id,
            Creator = message.Creator,
            Metadata = message.Metadata,
            LossMethod = message.LossMethod,
            EpochLength = message.EpochLength,
            GroundTruthLag = message.GroundTruthLag,
            PNorm = TopicDecimals.Kept(message.PNorm),
            AlphaRegret = TopicDecimals.Kept(message.AlphaRegret),
            AllowNegative = message.AllowNegative,
            Epsilon = TopicDecimals.Kept(message.Epsilon),
            InitialRegret = "0",
            WorkerSubmissionWindow = message.WorkerSubmissionWindow,
            MeritSortitionAlpha = Valid(message.MeritSortitionAlpha, "merit sortition alpha"),
            ActiveInfererQuantile = Valid(message.ActiveInfererQuantile, "active inferer quantile"),
            ActiveForecasterQuantile = Valid(message.ActiveForecasterQuantile, "active forecaster quantile"),
            ActiveReputerQuantile = Valid(message.ActiveReputerQuantile, "active reputer quantile"),
            CNorm = TopicDecimals.Kept(message.CNorm),
            TopicType = v9 ? TopicType.Regression : message.TopicType,
            OutputArity = v9 ? TopicOutputArity.Single : message.OutputArity,
            RequireUnity = message.RequireUnity,
            UnityTolerance = TopicDecimals.Kept(message.UnityTolerance),
            MaxLabelsPerSubmission = v9 ? 1 : message.MaxLabelsPerSubmission,
            LabelDefaultValue = TopicDecimals.Kept(message.LabelDefaultValue),
            LabelCaseSensitive = message.LabelCaseSensitive,
        };
        SetLabels(run, topic, message.LabelWhitelist, "topic");
        return topic;
    }

    /// <summary>The topic with every field of the message written over it: what the message leaves out becomes empty.</summary>
    public static Topic Update(Execution run, Topic topic, UpdateTopicRequest message)
    {
        var updated = topic.Clone();
        updated.Metadata = message.Metadata;
        updated.LossMethod = message.LossMethod;
        updated.AlphaRegret = TopicDecimals.Kept(message.AlphaRegret);
        updated.MeritSortitionAlpha = TopicDecimals.Kept(message.MeritSortitionAlpha);
        updated.PNorm = TopicDecimals.Kept(message.PNorm);
        updated.CNorm = TopicDecimals.Kept(message.CNorm);
        if (run.State.Schema == DevNetSchema.V9)
            return updated;
        updated.MaxLabelsPerSubmission = message.MaxLabelsPerSubmission;
        updated.LabelDefaultValue = TopicDecimals.Kept(message.LabelDefaultValue);
        SetLabels(run, updated, message.LabelWhitelist, "updated topic");
        return updated;
    }

    private static void SetLabels(Execution run, Topic topic, IReadOnlyList<string> labels, string whose)
    {
        topic.LabelWhitelist.Clear();
        try
        {
            topic.LabelWhitelist.AddRange(Labels.CanonicalList(labels, topic.LabelCaseSensitive, run.State.Emissions.Params.MaxCanonicalLabelByteLength));
        }
        catch (ChainException refusal)
        {
            throw refusal.Wrap($"{whose} label_whitelist canonicalization failed");
        }
    }

    private static string Valid(string text, string name) => TopicDecimals.Wrong(OpenDecimal.Parse(text)) is { } why
        ? throw ChainErrors.InvalidType($"set topic validation failure: topic {name} is invalid: {why}", Where)
        : TopicDecimals.Kept(text);
}
