using Allora.Sdk;

namespace Allora.Cli.Documents;

/// <summary>A value of a configuration file, with its path for messages.</summary>
internal sealed record DocumentNode(string Path, NodeKind Kind, string Text = "")
{
    public IReadOnlyList<DocumentNode> Items { get; init; } = [];

    /// <summary>A map's values in the order of the file; a name may occur twice.</summary>
    public IReadOnlyList<(string Name, DocumentNode Value)> Fields { get; init; } = [];

    /// <summary>The value for a message: short, on one line, and *** for one that looks like a key.</summary>
    public string Display => Kind switch
    {
        NodeKind.Null => "null",
        NodeKind.List => "a list",
        NodeKind.Map => "an object",
        NodeKind.Text => $"\"{SafeText.Value(Text)}\"",
        _ => SafeText.Value(Text),
    };

    /// <summary>The path of a value below this one.</summary>
    public static string Below(string path, string name) => path.Length == 0 ? SafeText.Value(name) : $"{path}.{SafeText.Value(name)}";
}
