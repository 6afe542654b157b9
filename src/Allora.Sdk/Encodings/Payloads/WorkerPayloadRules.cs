using System.Globalization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>
/// The checks of a worker's payload that the chain makes only in a block, when a failure has already cost the fee: the numbers' bounds, and the topic's rules
/// for labels (arity, number, spelling, duplicates, white list, unity).
/// </summary>
internal static class WorkerPayloadRules
{
    /// <exception cref="AlloraException">A rule is broken: the message names the field and the rule.</exception>
    public static void Require(WorkerPayload payload, TopicInfo topic, bool takesLabels, ulong forecastLimit)
    {
        if (!payload.HasInference && !payload.HasForecast)
            throw PayloadRule.Values("inference, forecast", "both are missing: a payload needs at least one of them");
        if (payload.Nonce <= 0)
            throw PayloadRule.Values("nonce", string.Create(CultureInfo.InvariantCulture, $"{payload.Nonce}, but a nonce is a height above 0"));
        if (payload.HasInference)
            RequireInference(payload, topic, takesLabels);
        if (payload.HasForecast)
            ForecastRules.Require(payload.Forecasts, forecastLimit);
    }

    private static void RequireInference(WorkerPayload payload, TopicInfo topic, bool takesLabels)
    {
        if (!takesLabels && payload.Value is null && payload.Labels is not [{ Key: WorkerPayload.SingleLabel }])
        {
            throw PayloadRule.Labels(
                "values", $"this network (emissions {topic.Schema}) has no labels, so a prediction is one value: answer with Prediction.Value");
        }

        if (payload.Value is { } value && ChainDecimalBounds.Violation(value) is { } wrong)
            throw PayloadRule.Values("value", wrong);
        for (var index = 0; index < payload.Labels.Count; index++)
        {
            if (ChainDecimalBounds.Violation(payload.Labels[index].Value) is { } outside)
                throw PayloadRule.Values(string.Create(CultureInfo.InvariantCulture, $"values[{index}].value"), outside);
        }

        RequireLabels(payload, topic);
    }

    private static void RequireLabels(WorkerPayload payload, TopicInfo topic)
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
        if (payload.Labels[0].Key != WorkerPayload.SingleLabel)
            throw PayloadRule.Labels("values[0].label", $"\"{payload.Labels[0].Key}\", but topic {topic.Id} takes one value, whose label is \"{WorkerPayload.SingleLabel}\": answer with Prediction.Value");
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
