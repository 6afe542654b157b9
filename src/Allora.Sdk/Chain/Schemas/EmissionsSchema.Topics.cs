using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Updates of topics, which begin with the topic as it is.</summary>
internal abstract partial class EmissionsSchema
{
    public async Task<TopicUpdate> PrepareUpdateAsync(IChainCalls calls, ulong topicId, TopicChange change, CancellationToken cancellationToken)
    {
        var (reply, height) = await calls.CallWithHeightAsync(_methods.StoredTopic, new GetTopicRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false);
        var topic = reply.Value.Topic ?? throw new AlloraException(AlloraErrorReason.UnknownTopic, isTransient: false, $"Topic {topicId} does not exist.");
        if (reply.Value.Unknown.Count > 0)
            throw Refused(topicId, $"The node sent fields that this version of the library does not know ({string.Join(", ", reply.Value.Unknown)}), and an update would erase them: use a newer version of the library");
        if (!Payloads.TakesLabels && (change.MaxLabelsPerSubmission is not null || change.LabelWhitelist is not null || change.LabelDefaultValue is not null))
            throw Refused(topicId, $"The chain uses emissions {Name}, in which topics have no labels");
        if (change.LabelWhitelist is { } labels && TopicLabelList.Fault(labels, topic.LabelCaseSensitive) is { } wrong)
            throw Refused(topicId, $"In the list of labels, {wrong}");

        var merge = new TopicMerge(topic, Payloads.TakesLabels);
        var message = merge.Merge(change);
        if (merge.Fault(message, TopicBounds.Of(Name)) is { } fault)
            throw Refused(topicId, $"After the update, {fault} (emissions {Name})");
        var last = await LastHeightAsync(calls, topicId, merge.FixedWhileOpen, cancellationToken).ConfigureAwait(false);
        return new TopicUpdate(message, topic.Creator, Name, height, last, merge.Changes);
    }

    // Also a transaction that is included later must find no open window, so the next opening is the last block for it.
    private async Task<long?> LastHeightAsync(IChainCalls calls, ulong topicId, IReadOnlyList<string> fixedWhileOpen, CancellationToken cancellationToken)
    {
        if (fixedWhileOpen.Count == 0)
            return null;
        var window = await GetWindowAsync(calls, WindowSide.Worker, topicId, address: null, cancellationToken).ConfigureAwait(false);
        if (window.CanInclude)
            throw Refused(topicId, FormattableString.Invariant($"{string.Join(", ", fixedWhileOpen)} cannot change while a window is open: wait for block {window.End}, in which it closes"), isTransient: true);
        return window is { IsTopicActive: true, NextStart: > 0 } ? window.NextStart : null;
    }

    private static AlloraException Refused(ulong topicId, string why, bool isTransient = false) =>
        new(isTransient ? AlloraErrorReason.WindowNotOpen : AlloraErrorReason.InvalidRequest, isTransient, $"Topic {topicId} cannot be updated. {why}. Nothing was sent.");
}
