using System.Text;

namespace Allora.Docs.Tests.Options;

/// <summary>docs/configuration.md: a table below the heading of each options type.</summary>
internal static class ConfigurationPage
{
    public const string Name = "docs/configuration.md";

    /// <summary>The rows that stand below a type's heading.</summary>
    public static IReadOnlyDictionary<string, OptionRow> Rows(Page page, string type) =>
        page.Lines.SkipWhile(line => !IsHeading(line, type)).Skip(1).TakeWhile(line => !line.StartsWith('#'))
            .Select(OptionRow.Parse).OfType<OptionRow>().ToDictionary(row => row.Name);

    /// <summary>The page as it must read.</summary>
    public static string Expected(Page page)
    {
        var text = new StringBuilder();
        string? type = null;
        foreach (var line in page.Lines)
        {
            if (line.StartsWith('#'))
                type = OptionTypes.All.Keys.FirstOrDefault(name => IsHeading(line, name));
            if (type is not null && line.StartsWith('|'))
            {
                // The first line of the table stands for all of it.
                if (line.StartsWith("| option ", StringComparison.Ordinal))
                    text.Append(OptionRow.Header).AppendJoin("", OptionRow.Of(OptionTypes.All[type], Rows(page, type)));
                continue;
            }

            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    public static bool IsHeading(string line, string type) => line.StartsWith('#') && line.TrimStart('#').Trim() == type;
}
