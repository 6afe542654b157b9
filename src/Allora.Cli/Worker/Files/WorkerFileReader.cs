using System.Text.RegularExpressions;
using Allora.Cli.Documents;
using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Offchain;

namespace Allora.Cli.Worker.Files;

/// <summary>Reads our own file, or the configuration of the Go offchain node; all errors are reported at once, with their paths.</summary>
internal static partial class WorkerFileReader
{
    /// <summary>The file, and remarks for its user.</summary>
    /// <exception cref="UsageException">Something in it cannot be read.</exception>
    public static (WorkerFile File, IReadOnlyList<string> Remarks) Read(WorkerFileSource source)
    {
        var problems = new List<string>();
        try
        {
            var (root, hasMore) = Parse(source.Text, source.Name);
            MisplacedKeys.Refuse(root);
            var (file, remarks) = OffchainFile.Is(root) ? OffchainFile.Read(root, problems) : (OwnFile.Read(root, problems), []);
            if (hasMore && source.IsWhole)
                problems.Add("there is text after the object: remove it");
            if (problems.Count > 0)
                throw new UsageException(problems);
            return (file, hasMore ? [.. remarks, "the text after the first object is not read"] : remarks);
        }
        catch (UsageException wrong)
        {
            throw wrong.Under(source.Name);
        }
    }

    private static (DocumentNode Root, bool HasMore) Parse(string text, string name)
    {
        var (root, hasMore) = IsJson(text, name) ? JsonReader.Read(text) : (YamlReader.Read(text), false);
        return root.Kind switch
        {
            NodeKind.Map => (root, hasMore),
            NodeKind.Null => (new DocumentNode("", NodeKind.Map), hasMore),
            _ => throw new UsageException($"must be an object with names and values, not {root.Display}"),
        };
    }

    // A text that begins as JSON is YAML too. An error in the offchain node's file must be reported as an error in JSON.
    private static bool IsJson(string text, string name) =>
        text.AsSpan().TrimStart().StartsWith("{")
        && (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || OffchainName().IsMatch(text));

    [GeneratedRegex("\"(wallet|worker|reputer|options)\"\\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex OffchainName();
}
