using System.Globalization;
using Allora.Sdk;

namespace Topic67.Worker.Models;

/// <summary>Reads a model's answer: one number, in quotes or not.</summary>
internal static class ModelAnswer
{
    private const int Shown = 80;

    public static double Number(string text) =>
        double.TryParse(text.Trim().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new InvalidDataException($"it answered \"{SafeText.OneLine(text.Trim(), Shown)}\", which is not a number");
}
