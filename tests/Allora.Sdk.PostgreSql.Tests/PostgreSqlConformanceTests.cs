using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Testing.Journals;

namespace Allora.Sdk.PostgreSql.Tests;

/// <summary>The contract of journals.</summary>
public sealed class PostgreSqlConformanceTests(PostgresServer server)
{
    public static TheoryData<int> Checks => [.. Enumerable.Range(0, JournalConformance.Checks.Count)];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_journal_keeps_the_contract(int check)
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await JournalConformance.Checks[check].RunAsync(store, TestContext.Current.CancellationToken);
    }
}
