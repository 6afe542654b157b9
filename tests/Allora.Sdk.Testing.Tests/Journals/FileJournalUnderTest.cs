using System.Text;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;

namespace Allora.Sdk.Testing.Tests.Journals;

/// <summary>The file journal in a folder of its own.</summary>
internal sealed class FileJournalUnderTest : IJournalUnderTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allora-conformance-");

    public ISubmissionJournal Create() => new FileJournal(_folder.FullName);

    // A process that dies leaves the bytes that it wrote, and the system takes its locks back.
    public async ValueTask<bool> DieAppendingAsync(IJournalSession session, JournalRecord record, int steps, CancellationToken cancellationToken)
    {
        byte[] line = [.. JournalFormat.Write(record), (byte)'\n'];
        await session.DisposeAsync();
        await File.AppendAllBytesAsync(Files()[0], line[..Math.Min(steps, line.Length)], cancellationToken);
        return steps < line.Length;
    }

    public ValueTask ExpireAsync(JournalKey key, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    // Somebody deletes the lock file, and starts the wallet again.
    public async ValueTask<IJournalSession> TakeOverAsync(JournalKey key, CancellationToken cancellationToken)
    {
        foreach (var guard in Directory.GetFiles(_folder.FullName, "*.lock", SearchOption.AllDirectories))
            File.Delete(guard);
        return await Create().OpenAsync(key, cancellationToken);
    }

    public async ValueTask<bool> AlterAsync(JournalKey key, int index, Func<byte[], byte[]> alter, CancellationToken cancellationToken)
    {
        var path = FileJournal.PathOf(_folder.FullName, key);
        var lines = await File.ReadAllLinesAsync(path, cancellationToken);
        var records = lines.Index().Where(static line => line.Item.StartsWith("{\"kind\"", StringComparison.Ordinal)).ToList();
        lines[records[index].Index] = Encoding.UTF8.GetString(alter(Encoding.UTF8.GetBytes(records[index].Item)));
        await File.WriteAllLinesAsync(path, lines, cancellationToken);
        return true;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private string[] Files() => Directory.GetFiles(_folder.FullName, "*.journal");
}
