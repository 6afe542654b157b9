using System.Globalization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>The checks of a worker's payload that the chain makes only in a block, when a failure has already cost the fee.</summary>
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
        if (!takesLabels && payload.Value is null && payload.Labels is not [{ Key: LabelRules.Single }])
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

        LabelRules.Require(topic, payload);
    }
}
