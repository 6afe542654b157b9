using System.Text.RegularExpressions;
using Allora.Architecture.Tests.Metadata;

namespace Allora.Architecture.Tests;

/// <summary>Only Chain/Schemas names a version of the emissions module, in a text or by its generated types.</summary>
public partial class VersionNameTests
{
    private const string Room = "Chain/Schemas/";

    [Fact]
    public void Only_schemas_name_a_version() => Assert.Empty(Found(Products.Sdk));

    [Fact]
    public void A_planted_version_name_is_found()
    {
        using var planted = Planted.Compile(
            ("Workers/Loop.cs", "namespace Allora.Sdk.Workers; internal sealed class Loop { public string Text() => \"emissions.v10.EventScoresSet\"; }"),
            ("Chain/Schemas/Names.cs", "namespace Allora.Sdk.Chain.Schemas; internal sealed class Names { public string Text() => \"emissions.v10.EventScoresSet\"; }"));
        Assert.Single(Found(planted));
    }

    private static IEnumerable<string> Found(BuiltAssembly assembly) =>
        assembly.Literals.Where(literal => !literal.File.StartsWith(Room, StringComparison.Ordinal) && VersionName().IsMatch(literal.Text))
            .Select(literal => $"{literal.File}: {literal.Member} says \"{literal.Text}\"")
            .Concat(assembly.Uses.Where(use => !use.File.StartsWith(Room, StringComparison.Ordinal) && VersionedType().IsMatch(use.Target))
                .Select(use => $"{use.File}: {use.Member} uses {use.Target}"));

    [GeneratedRegex(@"(emissions\.v\d)|(^v\d+$)")]
    private static partial Regex VersionName();

    [GeneratedRegex(@"^Allora\.Sdk\.Protos\.Emissions\.V\d")]
    private static partial Regex VersionedType();
}
