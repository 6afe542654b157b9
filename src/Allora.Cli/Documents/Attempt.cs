namespace Allora.Cli.Documents;

/// <summary>Parsers that throw, for readers that collect problems.</summary>
internal static class Attempt
{
    /// <summary>Returns the parser's result; null if it refuses the text.</summary>
    public static T? Value<T>(Func<T> parse)
        where T : struct
    {
        T? value = null;
        return Refusal(() => value = parse()) is null ? value : null;
    }

    /// <summary>Returns the reason of a refusal; null if there is none.</summary>
    public static string? Refusal(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or Running.UsageException)
        {
            return wrong.Message;
        }
    }
}
