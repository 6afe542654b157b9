namespace Allora.Sdk.Encodings.Payloads;

/// <summary>How a payload that breaks a rule is refused, before anything is paid: the field, what is wrong with it, and the rule.</summary>
internal static class PayloadRule
{
    /// <summary>A rule of labels.</summary>
    public static AlloraException Labels(string field, string rule) => Broken(AlloraErrorReason.InvalidLabels, field, rule);

    /// <summary>A rule of anything else.</summary>
    public static AlloraException Values(string field, string rule) => Broken(AlloraErrorReason.InvalidPrediction, field, rule);

    private static AlloraException Broken(AlloraErrorReason reason, string field, string rule) =>
        new(reason, isTransient: false, $"{field}: {rule}");
}
