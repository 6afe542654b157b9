using Allora.Architecture.Tests.Graphs;
using Allora.Architecture.Tests.Metadata;

namespace Allora.Architecture.Tests;

/// <summary>Allora.Sdk's floors, from the code that was built. The list of allowed upward pairs is empty.</summary>
public class FloorTests
{
    [Fact]
    public void Every_file_lies_on_a_floor() =>
        Assert.DoesNotContain(Products.Sdk.Types.SelectMany(type => type.Files), file => Floors.Of(file) == 0);

    [Fact]
    public void Each_floor_imports_only_floors_below_it() => AssertNone(Upward(Products.Sdk));

    [Fact]
    public void A_planted_upward_reference_is_found()
    {
        using var planted = Planted.Compile(
            ("Values/Low.cs", "namespace Allora.Sdk.Values; internal sealed class Low { public object Up() { try { return 1; } catch (Allora.Sdk.Workers.High) { return 2; } } }"),
            ("Workers/High.cs", "namespace Allora.Sdk.Workers; internal sealed class High : System.Exception { }"));
        var found = Assert.Single(Upward(planted));
        Assert.StartsWith("Values/Low.cs -> Workers/High.cs", found, StringComparison.Ordinal);
    }

    private static List<string> Upward(BuiltAssembly assembly) =>
        [.. Arrows.Of(assembly)
            .Where(arrow => Arrows.TopFolder(arrow.From) != Arrows.TopFolder(arrow.To) && Floors.Of(arrow.From) <= Floors.Of(arrow.To))
            .Select(arrow => $"{arrow.From} -> {arrow.To} ({arrow.Member} uses {arrow.Target})")];

    private static void AssertNone(List<string> found) => Assert.True(found.Count == 0, string.Join('\n', found));
}
