using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Journal;

/// <summary>The default state folder, its predecessor, and the wallet's lock.</summary>
public sealed class StateFolderTests : IDisposable
{
    private static readonly JournalKey Key = new() { ChainId = "testchain-1", Wallet = "allo1test" };

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("allora-home-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void Without_a_home_the_option_is_named()
    {
        var refused = Assert.Throws<AlloraException>(() => FileJournal.For(null, flushToDisk: false, localData: null));

        Assert.Equal(AlloraErrorReason.InvalidConfiguration, refused.Reason);
        Assert.Contains("WalletOptions.StateFolder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_home_a_given_folder_is_enough()
    {
        await using var session = await FileJournal.For(_home.FullName, flushToDisk: false, localData: null).OpenAsync(Key, Ct);

        Assert.True(File.Exists(FileJournal.PathOf(_home.FullName, Key)));
    }

    [Fact]
    public async Task The_default_is_below_the_users_local_application_data()
    {
        await using var session = await FileJournal.For(null, flushToDisk: false, _home.FullName).OpenAsync(Key, Ct);

        Assert.True(File.Exists(FileJournal.PathOf(Path.Combine(_home.FullName, "allora", "state"), Key)));
    }

    [Fact]
    public async Task Two_state_folders_of_one_wallet_are_not_open_at_once()
    {
        var second = FileJournal.For(Path.Combine(_home.FullName, "b"), flushToDisk: false, _home.FullName);
        await using (await FileJournal.For(Path.Combine(_home.FullName, "a"), flushToDisk: false, _home.FullName).OpenAsync(Key, Ct))
        {
            var refused = await Assert.ThrowsAsync<JournalException>(async () => await second.OpenAsync(Key, Ct));
            Assert.Equal(AlloraErrorReason.JournalHeld, refused.Reason);
            await using var other = await second.OpenAsync(Key with { Wallet = "allo1other" }, Ct);
        }

        await using var later = await second.OpenAsync(Key, Ct);
    }

    // Every DevNet has the same chain id: the wallet is on two chains.
    [Fact]
    public async Task On_the_chain_id_that_chains_share_the_folders_lock_alone_counts()
    {
        var local = Key with { ChainId = AlloraNetwork.Local.ChainId };
        await using var first = await FileJournal.For(Path.Combine(_home.FullName, "a"), flushToDisk: false, _home.FullName).OpenAsync(local, Ct);
        await using var second = await FileJournal.For(Path.Combine(_home.FullName, "b"), flushToDisk: false, _home.FullName).OpenAsync(local, Ct);

        Assert.Equal((1, 1), (first.Fence, second.Fence));
    }

    [Fact]
    public async Task A_journal_in_the_former_folder_is_taken_over_once()
    {
        var (former, folder) = (Path.Combine(_home.FullName, "former"), Path.Combine(_home.FullName, "state"));
        await WriteAsync(new FileJournal(former), 1, 2);
        await WriteAsync(new FileJournal(folder), 3);

        await WriteAsync(Taking(), 4);

        Assert.Equal([3, 1, 2, 4], await ReadAsync(Taking()));
        Assert.False(File.Exists(FileJournal.PathOf(former, Key)));
        Assert.True(File.Exists(FileJournal.PathOf(former, Key) + ".moved"));

        FileJournal Taking() => new(folder, flushToDisk: false, compactAbove: long.MaxValue / 4, former: former);
    }

    [Fact]
    public async Task A_former_journal_that_runs_is_not_taken_over()
    {
        var former = Path.Combine(_home.FullName, "former");
        await using var running = await new FileJournal(former).OpenAsync(Key, Ct);
        var taking = new FileJournal(Path.Combine(_home.FullName, "state"), flushToDisk: false, compactAbove: long.MaxValue / 4, former: former);

        var refused = await Assert.ThrowsAsync<JournalException>(async () => await taking.OpenAsync(Key, Ct));

        Assert.Equal(AlloraErrorReason.JournalHeld, refused.Reason);
    }

    private static async Task WriteAsync(FileJournal journal, params int[] numbers)
    {
        await using var session = await journal.OpenAsync(Key, Ct);
        foreach (var number in numbers)
            await session.AppendAsync(new JournalRecord { Kind = JournalRecordKind.Answered, Purpose = "losses", Time = DateTimeOffset.UnixEpoch, Nonce = number, Value = "1", Fee = new UAllo(number) }, Ct);
    }

    private static async Task<IEnumerable<long>> ReadAsync(FileJournal journal)
    {
        await using var session = await journal.OpenAsync(Key, Ct);
        return session.Records.Select(record => record.Nonce);
    }
}
