using System.Globalization;

namespace Allora.Sdk.DevNet.Faults.Lies;

/// <summary>Where in an answer a lie acts.</summary>
internal sealed record LiePath(string Text, LiePlace Place, string Name, string Attribute, PathStep[] Steps)
{
    public static readonly LiePath Whole = new("", LiePlace.Value, "", "", []);

    public static LiePath Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Rest(text, "header:") is { } header)
            return new LiePath(text, LiePlace.Header, header, "", []);
        if (Rest(text, "error:") is { } code)
        {
            return int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? new LiePath(text, LiePlace.Error, code, "", [])
                : throw new FormatException($"the path \"{text}\" names no number of an error, as \"error:13\" does");
        }

        if (Rest(text, "event:") is not { } named)
            return new LiePath(text, LiePlace.Value, "", "", Read(text));
        var slash = named.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == named.Length - 1)
            throw new FormatException($"the path \"{text}\" is not \"event:TYPE/ATTRIBUTE\"");
        var steps = Read(named[(slash + 1)..]);
        return new LiePath(text, LiePlace.Event, named[..slash], steps[0].Name!, steps[1..]);
    }

    private static string? Rest(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;

    private static PathStep[] Read(string text)
    {
        List<PathStep> steps = [];
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '[')
            {
                var end = text.IndexOf(']', at);
                if (end < 0)
                    throw Wrong(text);
                steps.Add(InBrackets(text, text[(at + 1)..end]));
                at = end + 1;
                continue;
            }

            if (text[at] == '.' && steps.Count > 0)
                at++;
            var stop = text.AsSpan(at).IndexOfAny('.', '[');
            var name = stop < 0 ? text[at..] : text[at..(at + stop)];
            if (name.Length == 0)
                throw Wrong(text);
            steps.Add(new PathStep(name));
            at += name.Length;
        }

        return [.. steps];
    }

    private static PathStep InBrackets(string text, string inside)
    {
        if (inside is "*")
            return new PathStep(null);
        if (inside is ['"', .., '"'])
            return new PathStep(inside[1..^1]);
        if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return new PathStep(null, index);
        return inside.Split('=', 2) is [{ Length: > 0 } name, var value] ? new PathStep(null, null, name, value) : throw Wrong(text);
    }

    private static FormatException Wrong(string text) => new($"the path \"{text}\" cannot be read: see docs/devnet.md, Lies");
}
