using Allora.Sdk;

namespace Allora.Cli.Running;

/// <summary>Untrusted text (of a chain, a model, a file) as one line of a terminal or a log: without line breaks and escape sequences.</summary>
internal static class Shown
{
    private const int Default = 120;

    /// <summary>The text with its control characters escaped, cut to a length.</summary>
    public static string Short(string text, int most = Default) => SafeText.OneLine(text, most);

    /// <summary>The text with its control characters escaped.</summary>
    public static string OneLine(string text) => SafeText.OneLine(text);
}
