using System.Reflection;

namespace Allora.Docs.Tests.Options;

/// <summary>A row of a table of options. Name, type, default and key come from the code; bounds and meaning are written by hand.</summary>
internal sealed record OptionRow(string Name, string Type, string Default, string Bounds, string Key, string What)
{
    public const string Header = "| option | type | default | bounds | key | what |\n|---|---|---|---|---|---|\n";

    /// <summary>What stands where a new option waits for its words.</summary>
    public const string Unwritten = "...";

    public override string ToString() => $"| `{Name}` | {Type} | {Default} | {Bounds} | {Key} | {What} |\n";

    /// <summary>The rows of a type as the code has them, with what is written by hand taken from the page.</summary>
    public static IEnumerable<OptionRow> Of(object defaults, IReadOnlyDictionary<string, OptionRow> written)
    {
        var type = defaults.GetType();
        foreach (var property in Properties(type))
        {
            var old = written.GetValueOrDefault(property.Name);
            var isRequired = OptionTypes.Required.Contains($"{type.Name}.{property.Name}");
            yield return new OptionRow(
                property.Name,
                OptionText.OfType(property.PropertyType),
                isRequired ? "none: give it" : OptionText.OfValue(property.GetValue(defaults)),
                old?.Bounds ?? "",
                OptionKeys.Of(type, property),
                old?.What ?? Unwritten);
        }
    }

    /// <summary>What a user can set, or fill.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.Name != "EqualityContract" && (property.SetMethod is { IsPublic: true } || property.PropertyType.Name.StartsWith("Dictionary", StringComparison.Ordinal)))
            .OrderBy(property => property.MetadataToken);

    /// <summary>Reads a line of a table; null where it is none.</summary>
    public static OptionRow? Parse(string line) =>
        line.Split('|') is ["", var name, var type, var usual, var bounds, var key, var what, ""] && name.Trim() is ['`', .. var inner, '`']
            ? new OptionRow(inner, type.Trim(), usual.Trim(), bounds.Trim(), key.Trim(), what.Trim())
            : null;
}
