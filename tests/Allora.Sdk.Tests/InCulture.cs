using System.Globalization;

namespace Allora.Sdk.Tests;

/// <summary>Runs a check under cultures whose decimal comma, minus sign and letters differ from the invariant ones.</summary>
internal static class InCulture
{
    public static readonly string[] Names = ["", "de-DE", "tr-TR", "ar-SA", "sv-SE"];

    // The culture belongs to this asynchronous call and what it calls; the caller's stays as it was.
    public static async Task RunAsync(string culture, Func<Task> check)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        await check();
    }
}
