using Allora.Architecture.Tests.Graphs;

namespace Allora.Architecture.Tests;

/// <summary>Folders import each other in one direction, and stay small.</summary>
public class FolderTests
{
    private const int LargestFileCycle = 8;
    private const int MostFilesInAFolder = 25;

    [Theory]
    [MemberData(nameof(Products.Names), MemberType = typeof(Products))]
    public void No_folders_form_a_cycle(string name)
    {
        var arrows = Arrows.Of(Products.Open(name));
        var cycles = Cycles.Of(Arrows.Graph(arrows, Arrows.Folder));
        var found = cycles.SelectMany(cycle => arrows.Where(arrow => Inside(cycle, arrow)).Select(arrow => $"{arrow.From} -> {arrow.To} ({arrow.Member} uses {arrow.Target})"));
        Assert.True(cycles.Count == 0, string.Join('\n', cycles.Select(cycle => "cycle: " + string.Join(", ", cycle)).Concat(found)));
    }

    [Theory]
    [MemberData(nameof(Products.Names), MemberType = typeof(Products))]
    public void Cycles_of_files_are_small(string name)
    {
        var cycles = Cycles.Of(Arrows.Graph(Arrows.Of(Products.Open(name)), file => file));
        var large = cycles.Where(cycle => cycle.Length > LargestFileCycle).Select(cycle => $"{cycle.Length} files: {string.Join(", ", cycle)}");
        Assert.True(!large.Any(), string.Join('\n', large));
    }

    [Theory]
    [MemberData(nameof(Products.Names), MemberType = typeof(Products))]
    public void Folders_hold_at_most_25_files(string name)
    {
        var files = Products.Open(name).Types.SelectMany(type => type.Files).Distinct();
        var full = files.GroupBy(Arrows.Folder).Where(folder => folder.Count() > MostFilesInAFolder).Select(folder => $"{folder.Key}: {folder.Count()} files");
        Assert.True(!full.Any(), string.Join('\n', full));
    }

    private static bool Inside(string[] cycle, Arrow arrow) =>
        Arrows.Folder(arrow.From) != Arrows.Folder(arrow.To) && cycle.Contains(Arrows.Folder(arrow.From)) && cycle.Contains(Arrows.Folder(arrow.To));
}
