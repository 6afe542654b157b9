using Allora.TestData;

namespace Allora.Docs.Tests;

/// <summary>A page of documentation in this repository.</summary>
/// <param name="Name">Its path from the root, with slashes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record Page(string Name, IReadOnlyList<string> Lines)
{
    private static readonly string[] Built = ["bin", "obj", "node_modules", "TestResults", ".git", "BenchmarkDotNet.Artifacts"];

    /// <summary>Every page, but for what was built or fetched.</summary>
    public static IReadOnlyList<Page> All { get; } = [.. Files(new DirectoryInfo(Data.RepoRoot)).Select(Read).OrderBy(page => page.Name, StringComparer.Ordinal)];

    public string FullPath => Path.Combine(Data.RepoRoot, Name);

    /// <summary>The page's folder.</summary>
    public string Folder => Path.GetDirectoryName(FullPath)!;

    /// <summary>What stands between fences.</summary>
    public IEnumerable<CodeBlock> Blocks => CodeBlock.Of(this);

    public static Page Of(string name) => All.Single(page => page.Name == name);

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles("*.md").Concat(folder.EnumerateDirectories().Where(below => !Built.Contains(below.Name)).SelectMany(Files));

    private static Page Read(FileInfo file) =>
        new(Path.GetRelativePath(Data.RepoRoot, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllLines(file.FullName));
}
