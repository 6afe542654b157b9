using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Journal;

/// <summary>Files of earlier and later versions, and files that somebody touched while they were open.</summary>
public sealed class JournalVersionTests : IDisposable
{
    // As the first version wrote it: no marks, no checksums.
    private const string First = """
        {"kind":"Prepared","time":"2026-11-24T01:02:03+00:00","purpose":"payload","topicId":67,"nonce":100,"sequence":7,"hash":"AA","bytes":"AQID","timeoutHeight":110,"fee":"1200000","gasPrice":"10.5","gasLimit":120000,"value":"0.5"}
        {"kind":"Resolved","time":"2026-11-24T01:02:09+00:00","topicId":0,"nonce":0,"hash":"AA","fee":"1200000","height":101}
        {"kind":"Settled","time":"2026-11-24T01:02:09+00:00","purpose":"payload","topicId":67,"nonce":100,"hash":"AA","height":101,"status":"Included","value":"0.5"}
        {"kind":"Followed","time":"2026-11-24T02:02:09+00:00","purpose":"payload","topicId":67,"nonce":100,"actor":"Inferer","stage":"Rewarded","isActive":true,"score":"-1.25","emaScore":"0.1","reward":"12345678901234567890.5"}

        """;

    private static readonly JournalKey Key = new() { ChainId = "testchain-1", Wallet = "allo1test" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allora-journal-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string FilePath => FileJournal.PathOf(_folder.FullName, Key);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_journal_of_the_first_version_is_opened_and_goes_on()
    {
        await File.WriteAllTextAsync(FilePath, First.ReplaceLineEndings("\n"), Ct);
        await using (var session = await OpenAsync())
        {
            Assert.Equal([JournalRecordKind.Prepared, JournalRecordKind.Resolved, JournalRecordKind.Settled, JournalRecordKind.Followed], session.Records.Select(record => record.Kind));
            var (prepared, followed) = (session.Records[0], session.Records[3]);
            Assert.Equal((new UAllo(1_200_000), GasPrice.Parse("10.5"), 7UL), (prepared.Fee, prepared.GasPrice, prepared.Sequence));
            Assert.Equal([1, 2, 3], prepared.Bytes!.Value.ToArray());
            Assert.Equal(("-1.25", "0.1", "12345678901234567890.5"), (followed.Score.ToString(), followed.EmaScore.ToString(), followed.Reward.ToString()));
            Assert.Equal(1, session.Fence);
            await session.AppendAsync(prepared with { Hash = "BB" }, Ct);
        }

        await using var again = await OpenAsync();
        Assert.Equal((5, 2L, "BB"), (again.Records.Count, again.Fence, again.Records[4].Hash));
    }

    [Fact]
    public async Task A_journal_of_a_newer_version_is_refused_with_the_remedy()
    {
        await File.WriteAllBytesAsync(FilePath, [.. JournalFormat.Sealed("{\"journal\":3,\"fence\":9,\"time\":\"2026-11-24T01:02:03+00:00\"}"u8.ToArray()), (byte)'\n'], Ct);

        var refused = await Assert.ThrowsAsync<JournalException>(async () => await OpenAsync());

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_its_checksum_is_refused_once_the_file_has_them()
    {
        await using (var session = await OpenAsync())
            await session.AppendAsync(new JournalRecord { Kind = JournalRecordKind.Spent, Time = DateTimeOffset.UnixEpoch, Fee = new UAllo(5) }, Ct);
        await File.AppendAllTextAsync(FilePath, First.ReplaceLineEndings("\n"), Ct);

        var refused = await Assert.ThrowsAsync<JournalException>(async () => await OpenAsync());

        Assert.Contains("Line 3", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("grown")]
    public async Task A_file_that_is_moved_or_written_by_others_ends_the_session(string how)
    {
        await using var session = await OpenAsync();
        await session.AppendAsync(new JournalRecord { Kind = JournalRecordKind.Spent, Time = DateTimeOffset.UnixEpoch }, Ct);
        if (how == "moved")
            File.Move(FilePath, FilePath + ".old");
        else
            await File.AppendAllTextAsync(FilePath, "\n", Ct);

        var lost = await Assert.ThrowsAsync<JournalException>(async () => await session.AppendAsync(new JournalRecord { Kind = JournalRecordKind.Spent, Time = DateTimeOffset.UnixEpoch }, Ct));

        Assert.Equal(AlloraErrorReason.JournalLost, lost.Reason);
        Assert.True(session.Lost.IsCancellationRequested);
    }

    private ValueTask<IJournalSession> OpenAsync() => new FileJournal(_folder.FullName).OpenAsync(Key, Ct);
}
