using System.CommandLine;
using Allora.Sdk;

namespace Allora.Cli.Running;

/// <summary>
/// Secrets that a user gave in the place of a name, a file or a number: words, a private key, an address with a password. A message about
/// the wrong value repeats it; here it is taken out again, whichever message that is.
/// </summary>
internal static class MisplacedSecrets
{
    private static readonly string[] Variables = ["KEY_FILE", ChainOptions.Variable];

    /// <summary>The message with *** or the address alone in the place of each such argument or variable.</summary>
    public static string Without(string message, ParseResult parsed)
    {
        foreach (var given in parsed.Tokens.Select(static token => token.Value).Concat(Variables.Select(Environment.GetEnvironmentVariable)).OfType<string>())
        {
            if (Shown(given) is { } shown)
                message = message.Replace(Full(given), shown, StringComparison.Ordinal).Replace(given, shown, StringComparison.Ordinal);
        }

        return message;
    }

    // Null: it can be shown.
    private static string? Shown(string given)
    {
        if (SafeText.IsKeyMaterial(given))
            return SafeText.Value(given);
        var isAddress = given.Contains("://", StringComparison.Ordinal) || (given.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && given.AsSpan(0, at).Contains(':'));
        return isAddress && SafeText.Address(given) is var shown && shown != given ? shown : null;
    }

    // Options of files have full paths.
    private static string Full(string given)
    {
        try
        {
            return Path.GetFullPath(given);
        }
        catch (ArgumentException)
        {
            return given;
        }
    }
}
