using Allora.Architecture.Tests.Metadata;

namespace Allora.Architecture.Tests.Graphs;

/// <summary>One file's use of another, with an example of a member and a type.</summary>
/// <param name="From">The using file.</param>
/// <param name="To">The used file.</param>
/// <param name="Member">A member that uses it.</param>
/// <param name="Target">The type it uses.</param>
internal sealed record Arrow(string From, string To, string Member, string Target);

/// <summary>Arrows between the files of an assembly and between its folders.</summary>
internal static class Arrows
{
    /// <summary>One arrow for each pair of files. A partial type used as a whole counts as its first file.</summary>
    public static List<Arrow> Of(BuiltAssembly assembly) =>
        [.. assembly.Uses.Where(use => use.TargetFiles.Count > 0 && !use.TargetFiles.Contains(use.File))
            .Select(use => new Arrow(use.File, use.TargetFiles[0], use.Member, use.Target))
            .DistinctBy(arrow => (arrow.From, arrow.To)).OrderBy(arrow => arrow.From, StringComparer.Ordinal).ThenBy(arrow => arrow.To, StringComparer.Ordinal)];

    public static Dictionary<string, HashSet<string>> Graph(IEnumerable<Arrow> arrows, Func<string, string> node)
    {
        var graph = new Dictionary<string, HashSet<string>>();
        foreach (var arrow in arrows)
        {
            var (from, to) = (node(arrow.From), node(arrow.To));
            if (from != to)
            {
                (graph.TryGetValue(from, out var targets) ? targets : graph[from] = []).Add(to);
            }
        }

        return graph;
    }

    public static string Folder(string file) => Path.GetDirectoryName(file)!.Replace('\\', '/');

    public static string TopFolder(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : "";
}
