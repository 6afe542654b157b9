using System.Diagnostics;
using Allora.TestData;

namespace Allora.Docs.Tests.Project;

/// <summary>Files of the repository that are not pages: workflows, scripts, projects.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Built = ["bin", "obj", "node_modules", "TestResults", ".git", "artifacts", "BenchmarkDotNet.Artifacts"];

    /// <summary>Every file whose path from the root begins with a folder, with that path.</summary>
    public static IEnumerable<(string Name, string Text)> In(string folder, string pattern = "*") =>
        Walk(new DirectoryInfo(Path.Combine(Data.RepoRoot, folder)), pattern).Select(file => (Name(file), File.ReadAllText(file.FullName)));

    /// <summary>Whether there is a file or a folder of that name.</summary>
    public static bool Exists(string name) => Path.Exists(Path.Combine(Data.RepoRoot, name));

    public static string Read(string name) => File.ReadAllText(Path.Combine(Data.RepoRoot, name));

    /// <summary>Runs a script of the repository with bash.</summary>
    public static (int ExitCode, string Output) Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = Data.RepoRoot, RedirectStandardOutput = true };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Concat(folder.EnumerateDirectories().Where(below => !Built.Contains(below.Name)).SelectMany(below => Walk(below, pattern)));

    private static string Name(FileInfo file) => Path.GetRelativePath(Data.RepoRoot, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
}
