using System.Globalization;

namespace Allora.Sdk.Tests;

/// <summary>Runs a check under cultures whose decimal comma, minus sign and letters differ from the invariant ones.</summary>
internal static class InCulture
{
    public static readonly string[] Names = ["", "de-DE", "tr-TR", "ar-SA", "sv-SE"];

    public static void Run(string culture, Action check)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            check();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
