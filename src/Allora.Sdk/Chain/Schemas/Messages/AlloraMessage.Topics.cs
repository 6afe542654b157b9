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
    /// <param name="topic">The definition of the topic. Values that no version of the chain accepts are rejected at once, those that this chain does not accept before anything is sent.</param>
    public static AlloraMessage CreateTopic(TopicDefinition topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        topic.Validate();
        return Emissions(nameof(CreateNewTopicRequest), context =>
        {
            if (topic.Fault(TopicBounds.Of(context.Schema)) is { } fault)
                throw new AlloraException(AlloraErrorReason.InvalidRequest, isTransient: false, $"The topic cannot be created on a chain with emissions {context.Schema}: {fault}. Nothing was sent.");
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

    /// <summary>
    /// Updates a topic; only its creator may. The message contains every field, since the chain replaces them all. Chain message: UpdateTopicRequest.
    /// </summary>
    /// <param name="update">The update, from <see cref="AlloraClient.PrepareTopicUpdateAsync"/>.</param>
    /// <exception cref="ArgumentException">It changes nothing.</exception>
    public static AlloraMessage UpdateTopic(TopicUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return update.Changes.Count > 0
            ? Emissions(nameof(UpdateTopicRequest), update.Write)
            : throw new ArgumentException($"Topic {update.TopicId} has these values already: the update would only cost its fee.", nameof(update));
    }

    /// <summary>Pays into a topic, so that it has a weight and opens windows. Chain message: FundTopicRequest.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="amount">The amount, which is not refunded; more than 0, although the chain accepts a transaction that pays nothing.</param>
    public static AlloraMessage FundTopic(ulong topicId, UAllo amount)
    {
        var text = Amount(amount);
        return OfTopic(topicId, nameof(FundTopicRequest), context => new FundTopicRequest { Sender = context.Sender, TopicId = topicId, Amount = text });
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
