using Allora.Sdk.Testing.Journals;

namespace Allora.Sdk.Testing.Tests.Journals;

/// <summary>Every store of ours against the contract.</summary>
public sealed class JournalConformanceTests
{
    public static TheoryData<int> Checks => [.. Enumerable.Range(0, JournalConformance.Checks.Count)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_file_journal_keeps_the_contract(int check)
    {
        await using var store = new FileJournalUnderTest();
        await JournalConformance.Checks[check].RunAsync(store, Ct);
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_journal_in_memory_keeps_the_contract(int check)
    {
        await using var store = new MemoryJournalUnderTest();
        await JournalConformance.Checks[check].RunAsync(store, Ct);
    }
}
