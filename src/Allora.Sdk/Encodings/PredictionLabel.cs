using System.Globalization;
using System.Text;

namespace Allora.Sdk;

/// <summary>The chain's rules for labels that hold for every topic.</summary>
internal static class PredictionLabel
{
    private const int MaximumBytes = 64;

    // Throws on text that is not valid Unicode, even if Normalize does nothing (InvariantGlobalization).
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The label as the chain compares it: trimmed, in Unicode's form NFC.</summary>
    /// <exception cref="ArgumentException">The chain would reject the label.</exception>
    public static string Normalize(string label) =>
        Violation(label) is { } wrong ? throw new ArgumentException($"The label {wrong}", nameof(label)) : Canonical(label);

    /// <summary>The label trimmed, in Unicode's form NFC; it may still be invalid.</summary>
    public static string Canonical(string label) => label.Normalize(NormalizationForm.FormC).Trim();

    /// <summary>Returns the rule that the label breaks, such as "is empty", or null.</summary>
    public static string? Violation(string label)
    {
        string normal;
        int bytes;
        try
        {
            normal = Canonical(label);
            bytes = StrictUtf8.GetByteCount(normal);
        }
        catch (ArgumentException)
        {
            return "is not valid Unicode: it holds half of a surrogate pair";
        }

        if (normal.Length == 0)
            return "is empty after trimming";
        foreach (var rune in normal.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format)
                return string.Create(CultureInfo.InvariantCulture, $"holds U+{rune.Value:X4}, a control or format character, which the chain does not accept");
        }

        return bytes > MaximumBytes ? string.Create(CultureInfo.InvariantCulture, $"'{normal}' has {bytes} bytes of UTF-8, but the chain accepts at most {MaximumBytes}") : null;
    }
}
