namespace Topic67.Worker.Settings;

/// <summary>Reads lines of environment files as shells, docker and docker compose write them.</summary>
internal static class EnvText
{
    /// <summary>The name and the raw value of a line; null for an empty line or a comment.</summary>
    /// <exception cref="FormatException">It is not NAME=VALUE.</exception>
    public static (string Name, string Value)? Line(string line)
    {
        var text = line.Trim();
        if (text.Length == 0 || text[0] == '#')
            return null;
        if (text.StartsWith("export ", StringComparison.Ordinal))
            text = text[7..].TrimStart();
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var name = at < 1 ? "" : text[..at].TrimEnd();
        return name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')
            ? (name, Value(text[(at + 1)..]))
            : throw new FormatException("is not NAME=VALUE");
    }

    /// <summary>
    /// The value of a process's environment. docker --env-file and some supervisors pass quotes and comments of a file on; a comment after a
    /// value without quotes is kept, since it may belong to the value.
    /// </summary>
    public static string OfProcess(string text)
    {
        var value = text.Trim();
        if (value.Length == 0 || value[0] == '#')
            return "";
        return Quoted(value, out var inside) == QuoteState.Closed ? inside : text;
    }

    // No setting begins with #, so that a comment after an empty value needs no space before it.
    private static string Value(string raw)
    {
        var value = raw.Trim();
        if (value.Length == 0 || value[0] == '#')
            return "";
        switch (Quoted(value, out var inside))
        {
            case QuoteState.Closed:
                return inside;
            case QuoteState.Open:
                throw new FormatException("begins with a quote that is not closed");
            case QuoteState.TextAfter:
                throw new FormatException("has text after the closing quote that is not a comment");
        }

        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] == '#' && char.IsWhiteSpace(value[i - 1]))
                return value[..i].TrimEnd();
        }

        return value;
    }

    private static QuoteState Quoted(string value, out string inside)
    {
        inside = value;
        if (value[0] is not ('"' or '\''))
            return QuoteState.None;
        var end = value.IndexOf(value[0], 1);
        if (end < 0)
            return QuoteState.Open;
        inside = value[1..end];
        var after = value.AsSpan(end + 1).TrimStart();
        return after.IsEmpty || after[0] == '#' ? QuoteState.Closed : QuoteState.TextAfter;
    }

    private enum QuoteState
    {
        None,
        Closed,
        Open,
        TextAfter,
    }
}
