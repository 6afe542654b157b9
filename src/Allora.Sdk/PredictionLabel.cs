using System.Globalization;
using System.Text;

namespace Allora.Sdk;

/// <summary>The chain's rules for labels that hold for every topic.</summary>
internal static class PredictionLabel
{
    private const int MaximumBytes = 64;

    // Throws on text that is not valid Unicode, also where Normalize does nothing (InvariantGlobalization).
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The label as the chain compares it: trimmed, in Unicode's form NFC.</summary>
    /// <exception cref="ArgumentException">The chain would refuse the label.</exception>
    public static string Normalize(string label)
    {
        var normal = label.Normalize(NormalizationForm.FormC).Trim();
        if (normal.Length == 0)
            throw new ArgumentException("A label is empty", nameof(label));
        if (StrictUtf8.GetByteCount(normal) > MaximumBytes)
            throw new ArgumentException($"The label '{normal}' is longer than {MaximumBytes} bytes of UTF-8", nameof(label));
        foreach (var rune in normal.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format)
                throw new ArgumentException("A label holds a control or format character", nameof(label));
        }

        return normal;
    }
}
