namespace Allora.Chaos.Harness;

/// <summary>Where everything of a run lies.</summary>
internal sealed class RunFolder
{
    public RunFolder(string? path)
    {
        Root = path ?? Directory.CreateTempSubdirectory("chaos-").FullName;
        Directory.CreateDirectory(Root);
        // What an earlier run left would be judged with this one.
        foreach (var file in Directory.EnumerateFiles(Root))
            File.Delete(file);
        if (Directory.Exists(Path("state")))
            Directory.Delete(Path("state"), recursive: true);
    }

    public string Root { get; }

    public string Path(string name) => System.IO.Path.Combine(Root, name);
}
