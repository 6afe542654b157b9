using System.Text.RegularExpressions;
using Allora.Cli.Running;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Allora.Cli.Documents;

/// <summary>Reads a YAML file (JSON is YAML too); errors have their line.</summary>
internal static partial class YamlReader
{
    // An alias repeats a value: a few lines could expand to more than fits into memory.
    private const int MostNodes = 20_000;
    private const int MostLevels = 32;

    /// <exception cref="UsageException">It is not YAML.</exception>
    public static DocumentNode Read(string text)
    {
        var stream = Load(text);
        if (stream.Documents.Count > 1)
            throw new UsageException("it has more than one document: write one, without a line of three dashes in between");
        var count = 0;
        return stream.Documents.Count == 0 ? new DocumentNode("", NodeKind.Map) : Value(stream.Documents[0].RootNode, "", 0, ref count);
    }

    private static YamlStream Load(string text)
    {
        var stream = new YamlStream();
        try
        {
            // Building the nodes is recursive, and a stack that overflows ends the process: the levels are counted first.
            var events = new Parser(new StringReader(text));
            for (var level = 0; events.MoveNext(); level += events.Current!.NestingIncrease)
            {
                if (level > MostLevels)
                    throw new UsageException($"line {events.Current!.Start.Line}: more than {MostLevels} levels inside one another");
            }

            stream.Load(new StringReader(text));
        }
        catch (YamlException wrong)
        {
            throw new UsageException(YamlMistake.Explain(text, wrong));
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException)
        {
            // The parser does not name the place, as of a bracket that stays open to the end.
            throw new UsageException("this cannot be read as YAML to its end: close each bracket, brace and quote, and check the indentation");
        }

        return stream;
    }

    private static DocumentNode Value(YamlNode node, string path, int level, ref int count)
    {
        if (++count > MostNodes || level > MostLevels)
            throw new UsageException($"line {node.Start.Line}: too many values");
        switch (node)
        {
            case YamlMappingNode map:
                var fields = new List<(string, DocumentNode)>();
                foreach (var (key, value) in map.Children)
                {
                    var name = (key as YamlScalarNode)?.Value ?? throw new UsageException($"line {key.Start.Line}: a name must be a text");
                    fields.Add((name, Value(value, DocumentNode.Below(path, name), level + 1, ref count)));
                }

                return new DocumentNode(path, NodeKind.Map) { Fields = fields };
            case YamlSequenceNode list:
                var items = new List<DocumentNode>();
                foreach (var item in list.Children)
                    items.Add(Value(item, $"{path}[{items.Count}]", level + 1, ref count));
                return new DocumentNode(path, NodeKind.List) { Items = items };
            case YamlScalarNode scalar:
                return new DocumentNode(path, KindOf(scalar), scalar.Value ?? "");
            default:
                throw new UsageException($"line {node.Start.Line}: an alias without a value");
        }
    }

    private static NodeKind KindOf(YamlScalarNode scalar)
    {
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any))
            return NodeKind.Text;
        return scalar.Value switch
        {
            null or "" or "~" or "null" or "Null" or "NULL" => NodeKind.Null,
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => NodeKind.Flag,
            var text when Number().IsMatch(text) => NodeKind.Number,
            _ => NodeKind.Text,
        };
    }

    [GeneratedRegex(@"^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\z")]
    private static partial Regex Number();
}
