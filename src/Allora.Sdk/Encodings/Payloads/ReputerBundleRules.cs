using System.Globalization;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>The checks of a reputer's bundle that the chain makes only in a block, and our own rule against duplicates in a list (the chain accepts them).</summary>
internal static class ReputerBundleRules
{
    /// <exception cref="AlloraException">A rule is broken: the message names the field and the rule.</exception>
    public static void Require(ReputerBundle bundle)
    {
        if (bundle.TopicId == 0)
            throw PayloadRule.Values("topic_id", "0 is not a topic");
        if (bundle.Nonce <= 0)
            throw PayloadRule.Values("reputer_nonce", string.Create(CultureInfo.InvariantCulture, $"{bundle.Nonce}, but a nonce is a height above 0"));
        if (!AlloraAddress.IsValid(bundle.Reputer))
            throw PayloadRule.Values("reputer", $"\"{bundle.Reputer}\" is not an address");
        if (bundle.Inferers.Count == 0)
            throw PayloadRule.Values("inferer_values", "there are none, but a bundle needs a loss for at least one inferer");
        RequireValue("combined_value", bundle.Combined);
        RequireValue("naive_value", bundle.Naive);
        RequireList("inferer_values", bundle.Inferers);
        RequireList("forecaster_values", bundle.Forecasters);
        RequireList("one_out_inferer_values", bundle.OneOutInferers);
        RequireList("one_out_forecaster_values", bundle.OneOutForecasters);
        RequireList("one_in_forecaster_values", bundle.OneInForecasters);
        foreach (var (forecaster, withheld) in bundle.OneOutInfererForecasters)
            RequireList($"one_out_inferer_forecaster_values of {forecaster}", withheld);
    }

    private static void RequireList(string field, IReadOnlyList<KeyValuePair<string, ChainDecimal>> losses)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < losses.Count; index++)
        {
            var (worker, loss) = losses[index];
            if (!AlloraAddress.IsValid(worker))
                throw PayloadRule.Values(string.Create(CultureInfo.InvariantCulture, $"{field}[{index}].worker"), $"\"{worker}\" is not an address of a worker");
            if (!seen.Add(worker))
                throw PayloadRule.Values(string.Create(CultureInfo.InvariantCulture, $"{field}[{index}].worker"), $"{worker} is listed twice: give one loss for each worker");
            RequireValue(string.Create(CultureInfo.InvariantCulture, $"{field}[{index}].value"), loss);
        }
    }

    private static void RequireValue(string field, ChainDecimal value)
    {
        if (ChainDecimalBounds.Violation(value) is { } wrong)
            throw PayloadRule.Values(field, wrong);
    }
}
