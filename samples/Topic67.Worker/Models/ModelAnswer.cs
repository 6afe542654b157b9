using System.Globalization;
using Allora.Sdk;

namespace Topic67.Worker.Models;

/// <summary>Reads a model's answer: one number, in quotes or not.</summary>
internal static class ModelAnswer
{
    private const int Shown = 80;

    /// <param name="text">The answer.</param>
    /// <param name="secrets">What the model was given, and may repeat: not shown in a message.</param>
    public static double Number(string text, IEnumerable<string> secrets) =>
        double.TryParse(text.Trim().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new InvalidDataException($"it answered \"{SafeText.OneLine(SafeText.Without(text.Trim(), secrets), Shown)}\", which is not a number");
}
