using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;

namespace Allora.Sdk;

public sealed partial class AlloraMessage
{
    /// <summary>
    /// Creates a topic; the chain charges its fee (parameter create_topic_fee). Its number is in the event EventCreateNewTopic of the receipt. Chain
    /// message: CreateNewTopicRequest.
    /// </summary>
    /// <param name="topic">The definition of the topic.</param>
    public static AlloraMessage CreateTopic(TopicDefinition topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        topic.Validate();
        return Emissions(nameof(CreateNewTopicRequest), context =>
        {
            var message = new CreateNewTopicRequest
            {
                Creator = context.Sender,
                Metadata = topic.Metadata,
                LossMethod = topic.LossMethod,
                EpochLength = topic.EpochLength,
                GroundTruthLag = topic.GroundTruthLag,
                WorkerSubmissionWindow = topic.WorkerSubmissionWindow,
                AllowNegative = topic.AllowNegative,
                PNorm = topic.PNorm.ToString(),
                AlphaRegret = topic.AlphaRegret.ToString(),
                Epsilon = topic.Epsilon.ToString(),
                MeritSortitionAlpha = topic.MeritSortitionAlpha.ToString(),
                ActiveInfererQuantile = topic.ActiveInfererQuantile.ToString(),
                ActiveForecasterQuantile = topic.ActiveForecasterQuantile.ToString(),
                ActiveReputerQuantile = topic.ActiveReputerQuantile.ToString(),
                CNorm = topic.CNorm.ToString(),
                EnableWorkerWhitelist = topic.EnableWorkerWhitelist,
                EnableReputerWhitelist = topic.EnableReputerWhitelist,
            };
            // A chain with single values only has no fields for labels.
            if (topic.Labels is not null || topic.IsClassification || context.Has(nameof(CreateNewTopicRequest), "output_arity"))
                WriteLabels(message, topic);
            return message;
        });
    }

    /// <summary>Changes a topic; only its creator and administrators may. Chain message: UpdateTopicRequest.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="change">The changes; members that are null stay unchanged.</param>
    public static AlloraMessage UpdateTopic(ulong topicId, TopicChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Emissions(nameof(UpdateTopicRequest), context =>
        {
            var message = new UpdateTopicRequest
            {
                Sender = context.Sender,
                TopicId = topicId,
                Metadata = change.Metadata ?? "",
                LossMethod = change.LossMethod ?? "",
                AlphaRegret = change.AlphaRegret?.ToString() ?? "",
                MeritSortitionAlpha = change.MeritSortitionAlpha?.ToString() ?? "",
                PNorm = change.PNorm?.ToString() ?? "",
                CNorm = change.CNorm?.ToString() ?? "",
                MaxLabelsPerSubmission = change.MaxLabelsPerSubmission ?? 0,
                LabelDefaultValue = change.LabelDefaultValue?.ToString() ?? "",
            };
            message.LabelWhitelist.AddRange(change.LabelWhitelist ?? []);
            return message;
        });
    }

    /// <summary>Pays into a topic, so that it has a weight and opens windows. Chain message: FundTopicRequest.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="amount">The amount, which is not refunded.</param>
    public static AlloraMessage FundTopic(ulong topicId, UAllo amount)
    {
        var text = Amount(amount);
        return Emissions(nameof(FundTopicRequest), context => new FundTopicRequest { Sender = context.Sender, TopicId = topicId, Amount = text });
    }

    private static void WriteLabels(CreateNewTopicRequest message, TopicDefinition topic)
    {
        message.TopicType = topic.IsClassification ? TopicType.Classification : TopicType.Regression;
        message.OutputArity = topic.Labels is null ? TopicOutputArity.Single : TopicOutputArity.Multi;
        if (topic.Labels is not { } labels)
        {
            // The chain requires at least one label even if there are none.
            message.MaxLabelsPerSubmission = 1;
            return;
        }

        message.RequireUnity = labels.RequireUnity;
        message.UnityTolerance = labels.UnityTolerance.ToString();
        message.MaxLabelsPerSubmission = labels.MaxPerSubmission;
        message.LabelDefaultValue = labels.DefaultValue.ToString();
        message.LabelCaseSensitive = labels.CaseSensitive;
        message.LabelWhitelist.AddRange(labels.Whitelist);
    }
}
