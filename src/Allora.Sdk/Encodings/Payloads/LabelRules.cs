using System.Globalization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>
/// The rules of a topic for the values of an inference, as the chain checks them in a block (where a failure costs the fee): arity, number,
/// spelling, duplicates, white list, unity.
/// </summary>
internal static class LabelRules
{
    /// <summary>The label of a topic with a single value.</summary>
    public const string Single = "y";

    /// <exception cref="AlloraException">A rule is broken.</exception>
    public static void Require(TopicInfo topic, WorkerPayload payload)
    {
        if (topic.IsMulti)
            RequireMulti(topic, payload);
        else
            RequireSingle(topic, payload);
    }

    private static void RequireSingle(TopicInfo topic, WorkerPayload payload)
    {
        if (payload.Labels.Count == 0)
            return;
        if (payload.Labels.Count > 1)
            throw PayloadRule.Labels("values", $"{payload.Labels.Count} labels, but topic {topic.Id} takes one value: answer with Prediction.Value");
        if (payload.Labels[0].Key != Single)
            throw PayloadRule.Labels("values[0].label", $"\"{payload.Labels[0].Key}\", but topic {topic.Id} takes one value, whose label is \"{Single}\": answer with Prediction.Value");
    }

    private static void RequireMulti(TopicInfo topic, WorkerPayload payload)
    {
        var values = payload.Labels;
        if (values.Count == 0)
            throw PayloadRule.Labels("values", $"no labels, but topic {topic.Id} takes a value for each label{Listed(topic)}: answer with Prediction.Labels");
        if (topic.MaxLabels > 0 && (ulong)values.Count > topic.MaxLabels)
            throw PayloadRule.Labels("values", $"{values.Count} labels, but topic {topic.Id} takes at most {topic.MaxLabels} in one submission");
        var comparer = topic.LabelCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        var listed = topic.LabelWhitelist.Select(PredictionLabel.Canonical).ToHashSet(comparer);
        var seen = new HashSet<string>(comparer);
        for (var index = 0; index < values.Count; index++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"values[{index}].label");
            if (PredictionLabel.Violation(values[index].Key) is { } wrong)
                throw PayloadRule.Labels(field, wrong);
            var label = PredictionLabel.Canonical(values[index].Key);
            if (!seen.Add(label))
                throw PayloadRule.Labels(field, $"\"{label}\" is listed twice{(topic.LabelCaseSensitive ? "" : ", since this topic ignores case")}");
            if (listed.Count > 0 && !listed.Contains(label))
                throw PayloadRule.Labels(field, $"\"{label}\" is not on the label white list of topic {topic.Id}{Listed(topic)}");
        }

        if (topic.RequireUnity)
            RequireUnity(topic, values);
    }

    private static void RequireUnity(TopicInfo topic, IReadOnlyList<KeyValuePair<string, ChainDecimal>> values)
    {
        var sum = ChainDecimalSum.Of(values.Select(pair => pair.Value));
        if (ChainDecimalSum.Distance(sum, ChainDecimalSum.One) > topic.UnityTolerance)
            throw PayloadRule.Labels("values", string.Create(CultureInfo.InvariantCulture, $"their sum is {sum}, but topic {topic.Id} requires a sum of 1 (require_unity) within {topic.UnityTolerance}"));
    }

    private static string Listed(TopicInfo topic) =>
        topic.LabelWhitelist.Count == 0 ? "" : $" ({string.Join(", ", topic.LabelWhitelist)})";
}
