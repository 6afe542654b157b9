namespace Allora.Sdk.Protos.Tests;

public class WireFactsTests
{
    public static TheoryData<string> CompiledPackageNames => [.. WireFacts.All.Select(facts => facts.Package)];

    [Theory]
    [MemberData(nameof(CompiledPackageNames))]
    public void The_compiled_package_and_the_facts_are_the_same(string package)
    {
        var facts = WireFacts.All.Single(one => one.Package == package).Lines;
        var compiled = CompiledPackages.OfPackage(package).SelectMany(DescriptorFacts.Of).ToList();

        Assert.Equal([], facts.Except(compiled));
        Assert.Equal([], compiled.Except(facts));
        Assert.Equal(facts.Count, compiled.Count);
        Console.Out.WriteLine($"wire {package}: {Counts(facts)}");
    }

    [Fact]
    public void Every_package_of_the_facts_is_compiled_and_no_other()
    {
        var known = WireFacts.All.Select(facts => facts.Package).ToList();

        Assert.Equal(known.Order(StringComparer.Ordinal), CompiledPackages.Names.Order(StringComparer.Ordinal));
        Assert.Equal(29, known.Count);
        Console.Out.WriteLine($"wire compared, {known.Count} packages: {Counts([.. WireFacts.All.SelectMany(facts => facts.Lines)])}");
    }

    private static string Counts(IReadOnlyCollection<string> lines)
    {
        return $"{Of("message ")} messages, {Of("field ")} fields, {Of("enum value ")} enum values, {Of("method ")} methods";

        int Of(string kind) => lines.Count(line => line.StartsWith(kind, StringComparison.Ordinal));
    }
}
