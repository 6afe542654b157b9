using Allora.Sdk.Testing.Journals;

namespace Allora.Sdk.Sqlite.Tests;

/// <summary>The contract of journals.</summary>
public sealed class SqliteConformanceTests
{
    public static TheoryData<int> Checks => [.. Enumerable.Range(0, JournalConformance.Checks.Count)];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_journal_keeps_the_contract(int check)
    {
        await using var store = new SqliteJournalUnderTest();
        await JournalConformance.Checks[check].RunAsync(store, TestContext.Current.CancellationToken);
    }
}
