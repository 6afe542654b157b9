namespace Allora.Sdk.Protos.Tests;

public class WireFactsTests
{
    // Modules that neither a worker nor DevNet speaks.
    private static readonly string[] Excluded =
        ["cosmos.authz.v1beta1", "cosmos.distribution.v1beta1", "cosmos.upgrade.v1beta1", "cosmos.vesting.v1beta1"];

    public static TheoryData<string> CompiledPackageNames =>
        [.. WireFacts.All.Select(facts => facts.Package).Except(Excluded)];

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
    public void Nothing_is_compiled_that_the_facts_do_not_know_and_nothing_is_left_out_unnamed()
    {
        var known = WireFacts.All.Select(facts => facts.Package).ToList();

        Assert.Equal([], CompiledPackages.Names.Except(known));
        Assert.Equal(Excluded.Order(StringComparer.Ordinal), known.Except(CompiledPackages.Names).Order(StringComparer.Ordinal));
        Assert.Equal(29, known.Count);

        var left = WireFacts.All.Where(facts => Excluded.Contains(facts.Package)).ToList();
        Console.Out.WriteLine($"wire left out, {left.Count} packages: {Counts([.. left.SelectMany(facts => facts.Lines)])} ({string.Join(", ", Excluded)})");
        var compiled = WireFacts.All.Except(left).ToList();
        Console.Out.WriteLine($"wire compared, {compiled.Count} packages: {Counts([.. compiled.SelectMany(facts => facts.Lines)])}");
    }

    private static string Counts(IReadOnlyCollection<string> lines)
    {
        return $"{Of("message ")} messages, {Of("field ")} fields, {Of("enum value ")} enum values, {Of("method ")} methods";

        int Of(string kind) => lines.Count(line => line.StartsWith(kind, StringComparison.Ordinal));
    }
}
