namespace Allora.Sdk.Encodings.Payloads;

/// <summary>The errors for payloads that break a rule, before anything is paid: the field, the fault, and the rule.</summary>
internal static class PayloadRule
{
    /// <summary>A rule of labels.</summary>
    public static AlloraException Labels(string field, string rule) => Broken(AlloraErrorReason.InvalidLabels, field, rule);

    /// <summary>A rule of anything else.</summary>
    public static AlloraException Values(string field, string rule) => Broken(AlloraErrorReason.InvalidPrediction, field, rule);

    private static AlloraException Broken(AlloraErrorReason reason, string field, string rule) =>
        new(reason, isTransient: false, $"{field}: {rule}");
}
