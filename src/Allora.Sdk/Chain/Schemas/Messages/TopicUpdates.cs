using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>Updates of topics, which begin with the topic as it is.</summary>
internal static class TopicUpdates
{
    public static async Task<TopicUpdate> PrepareAsync(EmissionsSchema schema, IChainCalls calls, ulong topicId, TopicChange change, CancellationToken cancellationToken)
    {
        // Unknown are the fields that this version's own type does not have.
        var type = ChainTypes.Messages.Find($"emissions.{schema.Name}.Topic");
        var method = WireMethod.Create<GetTopicRequest, Answer<StoredTopic>>(
            $"emissions.{schema.Name}.QueryService", "GetTopic", (ReplyReader<Answer<StoredTopic>>)(bytes => new Answer<StoredTopic>(StoredTopic.Read(bytes, type))));
        var (reply, height) = await calls.CallWithHeightAsync(method, new GetTopicRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false);
        var topic = reply.Value.Topic ?? throw new AlloraException(AlloraErrorReason.UnknownTopic, isTransient: false, $"Topic {topicId} does not exist.");
        if (reply.Value.Unknown.Count > 0)
            throw Refused(topicId, $"The node sent fields that this version of the library does not know ({string.Join(", ", reply.Value.Unknown)}), and an update would erase them: use a newer version of the library");
        if (!schema.Payloads.TakesLabels && (change.MaxLabelsPerSubmission is not null || change.LabelWhitelist is not null || change.LabelDefaultValue is not null))
            throw Refused(topicId, $"The chain uses emissions {schema.Name}, in which topics have no labels");
        if (change.LabelWhitelist is { } labels && TopicLabelList.Fault(labels, topic.LabelCaseSensitive) is { } wrong)
            throw Refused(topicId, $"In the list of labels, {wrong}");

        var merge = new TopicMerge(topic, schema.Payloads.TakesLabels);
        var message = merge.Merge(change);
        if (merge.Fault(message, TopicBounds.Of(schema.Name)) is { } fault)
            throw Refused(topicId, $"After the update, {fault} (emissions {schema.Name})");
        var last = await LastHeightAsync(schema, calls, topicId, merge.FixedWhileOpen, cancellationToken).ConfigureAwait(false);
        return new TopicUpdate(message, topic.Creator, schema.Name, height, last, merge.Changes);
    }

    // Also a transaction that is included later must find no open window, so the next opening is the last block for it.
    private static async Task<long?> LastHeightAsync(EmissionsSchema schema, IChainCalls calls, ulong topicId, IReadOnlyList<string> fixedWhileOpen, CancellationToken cancellationToken)
    {
        if (fixedWhileOpen.Count == 0)
            return null;
        var window = await schema.GetWindowAsync(calls, WindowSide.Worker, topicId, address: null, cancellationToken).ConfigureAwait(false);
        if (window.CanInclude)
            throw Refused(topicId, FormattableString.Invariant($"{string.Join(", ", fixedWhileOpen)} cannot change while a window is open: wait for block {window.End}, in which it closes"), isTransient: true);
        return window is { IsTopicActive: true, NextStart: > 0 } ? window.NextStart : null;
    }

    private static AlloraException Refused(ulong topicId, string why, bool isTransient = false) =>
        new(isTransient ? AlloraErrorReason.WindowNotOpen : AlloraErrorReason.InvalidRequest, isTransient, $"Topic {topicId} cannot be updated. {why}. Nothing was sent.");
}
