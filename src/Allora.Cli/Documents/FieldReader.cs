using System.Globalization;

namespace Allora.Cli.Documents;

/// <summary>
/// Reads the fields of one object of a configuration file. An unreadable value is a problem with its path and value, and reading continues,
/// so that all errors are reported at once. null counts as missing.
/// </summary>
internal sealed class FieldReader(DocumentNode map, ICollection<string> problems, StringComparison names)
{
    private readonly HashSet<string> _known = new(StringComparer.FromComparison(names));

    public string Path => map.Path;

    /// <summary>The names that were read so far.</summary>
    public IReadOnlyCollection<string> Known => _known;

    /// <summary>Fields whose names were not read.</summary>
    public IEnumerable<(string Name, DocumentNode Value)> Unknown => map.Fields.Where(one => !_known.Contains(one.Name));

    /// <summary>Names that occur more than once.</summary>
    public IEnumerable<string> Twice => map.Fields.GroupBy(static one => one.Name, StringComparer.FromComparison(names)).Where(static same => same.Count() > 1).Select(static same => same.Key);

    /// <summary>Gets the value of a name, the last of several; null without one.</summary>
    public DocumentNode? Find(string name) => All(name).LastOrDefault();

    public string PathOf(string name) => Find(name)?.Path ?? DocumentNode.Below(map.Path, name);

    public void Problem(string name, string what) => problems.Add($"{PathOf(name)} {what}");

    /// <summary>Gets a text. A number counts as one if that is allowed.</summary>
    public string? Text(string name, bool orNumber = false) =>
        Read(name, "a text", value => value.Kind == NodeKind.Text || (orNumber && value.Kind is NodeKind.Number or NodeKind.Flag) ? value.Text : null);

    public bool? Flag(string name) => ReadValue<bool>(name, "true or false, without quotes", static value => value.Kind == NodeKind.Flag ? value.Text[0] is 't' or 'T' : null);

    /// <summary>A whole number between two bounds.</summary>
    public long? Whole(string name, long least = 0, long most = long.MaxValue) => ReadValue<long>(
        name,
        most == long.MaxValue ? $"a whole number, {least} or more" : $"a whole number between {least} and {most}",
        value => value.Kind == NodeKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole >= least && whole <= most ? whole : null);

    /// <summary>A topic's number.</summary>
    public ulong? Topic(string name)
    {
        var topic = ReadValue<ulong>(name, "a topic's number, 1 or more", static value =>
            value.Kind == NodeKind.Number && ulong.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null);
        if (topic is null && Find(name) is null or { Kind: NodeKind.Null })
            Problem(name, "is missing: name the topic");
        return topic;
    }

    /// <summary>A number between two bounds, both included.</summary>
    public double? Number(string name, double least, double most) => ReadValue<double>(
        name,
        string.Create(CultureInfo.InvariantCulture, $"a number between {least} and {most}"),
        value => value.Kind == NodeKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null);

    /// <summary>Gets the result of a function for a text or a number; null from the function is a problem.</summary>
    public T? Parsed<T>(string name, string wanted, Func<DocumentNode, T?> read)
        where T : class => Read(name, wanted, read);

    /// <inheritdoc cref="Parsed{T}"/>
    public T? ParsedValue<T>(string name, string wanted, Func<DocumentNode, T?> read)
        where T : struct => ReadValue(name, wanted, read);

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(item =>
    {
        if (item.Kind == NodeKind.Text)
            return item.Text;
        problems.Add($"{item.Path} must be a text, not {item.Display}");
        return null;
    }).OfType<string>()];

    public IReadOnlyList<DocumentNode> Items(string name) =>
        Read(name, "a list", static value => value.Kind == NodeKind.List ? value : null)?.Items ?? [];

    /// <summary>An object's fields; null without one.</summary>
    public FieldReader? Map(string name) =>
        Read(name, "an object", static value => value.Kind == NodeKind.Map ? value : null) is { } inner ? new FieldReader(inner, problems, names) : null;

    /// <summary>Texts by name; numbers and flags count as the text that they were written with. Names keep their case.</summary>
    public Dictionary<string, string> TextMap(string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var map in All(name).Where(static value => value.Kind != NodeKind.Null))
        {
            if (map.Kind != NodeKind.Map)
            {
                problems.Add($"{map.Path} must be an object of texts, not {map.Display}");
                continue;
            }

            foreach (var (key, value) in map.Fields)
            {
                if (value.Kind is NodeKind.Text or NodeKind.Number or NodeKind.Flag)
                    texts[key] = value.Text;
                else if (value.Kind != NodeKind.Null)
                    problems.Add($"{value.Path} must be a text, not {value.Display}");
            }
        }

        return texts;
    }

    private IEnumerable<DocumentNode> All(string name)
    {
        _known.Add(name);
        return map.Fields.Where(field => string.Equals(field.Name, name, names)).Select(static field => field.Value);
    }

    private T? Read<T>(string name, string wanted, Func<DocumentNode, T?> read)
        where T : class
    {
        T? last = null;
        foreach (var value in All(name))
        {
            last = value.Kind == NodeKind.Null ? null : read(value);
            if (last is null && value.Kind != NodeKind.Null)
                problems.Add($"{value.Path} must be {wanted}, not {value.Display}");
        }

        return last;
    }

    private T? ReadValue<T>(string name, string wanted, Func<DocumentNode, T?> read)
        where T : struct => Read(name, wanted, value => (object?)read(value)) is T value ? value : null;
}
