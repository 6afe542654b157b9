using Allora.Sdk.Testing.History;

namespace Allora.Sdk.Sqlite.Tests;

/// <summary>The history in a file.</summary>
public sealed class SqliteHistoryTests
{
    [Fact]
    public async Task Rows_are_merged_read_and_deleted()
    {
        var folder = Directory.CreateTempSubdirectory("allora-history-");
        var path = Path.Combine(folder.FullName, "new", "history.db");
        using (var store = new SqliteHistory(path))
            await HistoryStoreChecks.RunAsync(store, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        folder.Delete(recursive: true);
    }
}
