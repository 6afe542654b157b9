using System.Globalization;
using System.Text;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Payloads;

/// <summary>The rules for labels of an inference.</summary>
internal static class Labels
{
    public const string Single = "y";

    private const string Types = "allora-network/allora-chain@v0.17.0/x/emissions/types/";

    /// <summary>The canonical labels, in the order given.</summary>
    public static IReadOnlyList<string> Require(Topic topic, IReadOnlyList<InputLabeledValue> values, ulong maxBytes, bool single)
    {
        try
        {
            return Validate(topic, values, maxBytes, single);
        }
        catch (ChainException refusal) when (refusal.Codespace == "emissions")
        {
            throw refusal.Wrap("input inference failed label validation");
        }
    }

    /// <summary>A topic's list of labels in the chain's form: normalized, trimmed, in lower case unless case matters, each once.</summary>
    public static IReadOnlyList<string> CanonicalList(IReadOnlyList<string> labels, bool caseSensitive, ulong maxBytes)
    {
        var canonical = new List<string>();
        for (var i = 0; i < labels.Count; i++)
        {
            var label = Canonical(labels[i], maxBytes, $"label at index {i}: ");
            label = caseSensitive ? label : label.ToLowerInvariant();
            if (canonical.Contains(label))
                throw Invalid($"duplicate label after canonicalization at index {i}: \"{label}\"", "label_canonicalize.go:134");
            canonical.Add(label);
        }

        return canonical;
    }

    private static List<string> Validate(Topic topic, IReadOnlyList<InputLabeledValue> values, ulong maxBytes, bool single)
    {
        var cap = single ? 1 : topic.MaxLabelsPerSubmission;
        if (cap != 0 && (ulong)values.Count > cap)
        {
            throw ChainErrors.Of(
                97,
                $"submission has {values.Count} labels, per-topic cap is {cap}: too many labels in one submission (exceeds per-topic cap)",
                Types + "validations.go:228");
        }

        var canonical = new List<string>();
        for (var i = 0; i < values.Count; i++)
        {
            var label = Canonical(values[i].Label, maxBytes, $"input labeled value at index {i}: ");
            var found = topic.LabelWhitelist.FirstOrDefault(listed => Same(topic, listed, label)) ?? label;
            if (canonical.Any(other => Same(topic, other, found)))
                throw Invalid($"duplicate label after canonicalization at index {i}: \"{found}\"", "validations.go:242");
            if (topic.LabelWhitelist.Count > 0 && !topic.LabelWhitelist.Contains(found))
            {
                throw ChainErrors.Of(
                    96,
                    $"label \"{found}\" is not in topic label whitelist: label is not in the topic's label whitelist",
                    Types + "validations.go:248");
            }

            canonical.Add(topic.LabelCaseSensitive || topic.LabelWhitelist.Count > 0 ? found : found.ToLowerInvariant());
        }

        if (single && canonical.Count == 1 && canonical[0] != Single)
            throw ChainErrors.InvalidRequest($"single-arity label must be \"{Single}\", got \"{canonical[0]}\"", Types + "labels.go:21");
        return canonical;
    }

    private static string Canonical(string text, ulong maxBytes, string at)
    {
        var label = text.Normalize(NormalizationForm.FormC).Trim();
        if (label.Length == 0)
            throw Invalid(at + "label is empty after trimming", "label_canonicalize.go:55");
        foreach (var rune in label.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                throw Invalid(
                    string.Create(CultureInfo.InvariantCulture, $"{at}label contains a disallowed character: U+{rune.Value:X4}"),
                    "label_canonicalize.go:59");
            }
        }

        var bytes = Encoding.UTF8.GetByteCount(label);
        return (ulong)bytes <= maxBytes
            ? label
            : throw Invalid($"{at}label exceeds {maxBytes} bytes (got {bytes})", "label_canonicalize.go:71");
    }

    private static bool Same(Topic topic, string one, string other) =>
        string.Equals(one, other, topic.LabelCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static ChainException Invalid(string what, string line) => ChainErrors.Of(95, $"{what}: invalid label name", Types + line);
}
