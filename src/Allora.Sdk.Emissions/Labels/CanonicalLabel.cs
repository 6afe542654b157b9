using System.Text;

namespace Allora.Sdk.Emissions.Labels;

/// <summary>The spelling under which the chain keeps a label. (Specification 2.7.)</summary>
public static class CanonicalLabel
{
    /// <summary>The label of a topic with a single output.</summary>
    public const string SingleOutput = "y";

    /// <summary>
    /// The label trimmed, and in lower case (ASCII) unless the topic's labels are case sensitive. Letters, digits, '_', '-', ' ', '/' and '.'
    /// are allowed.
    /// </summary>
    /// <param name="label">The label as submitted.</param>
    /// <param name="isCaseSensitive">The topic's label_case_sensitive.</param>
    /// <param name="maxBytes">max_canonical_label_byte_length.</param>
    /// <exception cref="EmissionsException">The label is empty, too long, or has another character.</exception>
    public static string Of(string label, bool isCaseSensitive, ulong maxBytes)
    {
        ArgumentNullException.ThrowIfNull(label);
        var trimmed = label.Trim();
        if (trimmed.Length == 0)
            throw new EmissionsException(EmissionsError.RuleViolated, "A label is empty.");
        if ((ulong)Encoding.UTF8.GetByteCount(trimmed) > maxBytes)
            throw new EmissionsException(EmissionsError.RuleViolated, $"A label has more than {maxBytes} bytes.");
        foreach (var letter in trimmed)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-' or ' ' or '/' or '.'))
                throw new EmissionsException(EmissionsError.RuleViolated, $"The label '{trimmed}' has a character that is not allowed.");
        }

        return isCaseSensitive ? trimmed : trimmed.ToLowerInvariant();
    }
}
