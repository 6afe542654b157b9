using System.Globalization;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>Merges changes into a topic's fields, which keep the chain's own spelling if they do not change.</summary>
internal sealed class TopicMerge(Topic topic, bool takesLabels)
{
    // The chain refuses these while a window for workers is open (emissions 67).
    private static readonly HashSet<string> Fixed = new(StringComparer.Ordinal)
    {
        "merit_sortition_alpha", "max_labels_per_submission", "label_whitelist", "label_default_value",
    };

    private readonly List<TopicFieldChange> _changes = [];

    /// <summary>The changes, in the order of the message's fields.</summary>
    public IReadOnlyList<TopicFieldChange> Changes => _changes;

    /// <summary>The changed fields that cannot change while a window is open.</summary>
    public IReadOnlyList<string> FixedWhileOpen => [.. _changes.Select(static change => change.Field).Where(Fixed.Contains)];

    /// <summary>The message with every field, without its sender.</summary>
    public UpdateTopicRequest Merge(TopicChange change)
    {
        var message = new UpdateTopicRequest
        {
            TopicId = topic.Id,
            Metadata = Text("metadata", topic.Metadata, change.Metadata),
            LossMethod = Text("loss_method", topic.LossMethod, change.LossMethod),
            AlphaRegret = Number("alpha_regret", topic.AlphaRegret, change.AlphaRegret),
            MeritSortitionAlpha = Number("merit_sortition_alpha", topic.MeritSortitionAlpha, change.MeritSortitionAlpha),
            PNorm = Number("p_norm", topic.PNorm, change.PNorm),
            CNorm = Number("c_norm", topic.CNorm, change.CNorm),
        };
        if (!takesLabels)
            return message;
        message.MaxLabelsPerSubmission = Count("max_labels_per_submission", topic.MaxLabelsPerSubmission, change.MaxLabelsPerSubmission);
        message.LabelWhitelist.AddRange(Labels("label_whitelist", topic.LabelWhitelist, change.LabelWhitelist));
        message.LabelDefaultValue = Number("label_default_value", topic.LabelDefaultValue, change.LabelDefaultValue);
        return message;
    }

    /// <summary>The first value of the merged message that the chain would refuse; null if there is none.</summary>
    public string? Fault(UpdateTopicRequest message, TopicBounds bounds)
    {
        if (message.LossMethod.Length == 0)
            return "the loss method is empty";
        var fault = TopicBounds.AlphaRegret(Read(message.AlphaRegret))
            ?? TopicBounds.MeritSortitionAlpha(Read(message.MeritSortitionAlpha))
            ?? bounds.PNorm(Read(message.PNorm))
            ?? TopicBounds.CNorm(Read(message.CNorm));
        if (fault is not null || !takesLabels)
            return fault;
        return TopicBounds.MaxLabels(message.MaxLabelsPerSubmission)
            ?? TopicBounds.Unity(topic.RequireUnity, Read(topic.UnityTolerance), Read(message.LabelDefaultValue));
    }

    private static ChainDecimal Read(string text) => text.Length == 0 ? ChainDecimal.Zero : ChainDecimal.ParseUnbounded(text);

    private string Text(string field, string before, string? after)
    {
        if (after is null || after == before)
            return before;
        _changes.Add(new TopicFieldChange { Field = field, Before = before, After = after });
        return after;
    }

    private string Number(string field, string before, ChainDecimal? after) =>
        after is not { } value || Read(before) == value ? before : Text(field, before, value.ToString());

    private ulong Count(string field, ulong before, ulong? after)
    {
        if (after is not { } value || value == before)
            return before;
        _changes.Add(new TopicFieldChange
        {
            Field = field,
            Before = before.ToString(CultureInfo.InvariantCulture),
            After = value.ToString(CultureInfo.InvariantCulture),
        });
        return value;
    }

    private IReadOnlyList<string> Labels(string field, IReadOnlyList<string> before, IReadOnlyList<string>? after)
    {
        if (after is null)
            return before;
        var stored = TopicLabelList.Canonical(after, topic.LabelCaseSensitive);
        if (stored.SequenceEqual(before, StringComparer.Ordinal))
            return before;
        _changes.Add(new TopicFieldChange { Field = field, Before = string.Join(", ", before), After = string.Join(", ", stored) });
        return stored;
    }
}
