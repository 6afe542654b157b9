using System.Globalization;
using System.Text.Json;

namespace Allora.Sdk.Sending.Journal;

/// <summary>
/// Reads and rewrites the lines of a journal file. A torn last line, left by a killed process, is dropped. Version 1 had records alone; version 2
/// begins each session with a mark, and ends every line with a checksum.
/// </summary>
internal static class JournalFile
{
    private const int Version = 2;

    private static ReadOnlySpan<byte> MarkBegins => "{\"journal\":"u8;

    /// <summary>Reads every record, the highest fence, and the end (in bytes) of the complete lines.</summary>
    public static JournalContent Read(string path)
    {
        var records = new List<JournalRecord>();
        if (!File.Exists(path))
            return new JournalContent(records, 0, 0);
        var bytes = File.ReadAllBytes(path);
        var (start, number, fence, isChecked) = (0, 0, 0L, false);
        while (Array.IndexOf(bytes, (byte)'\n', start) is var end and >= 0)
        {
            number++;
            var line = bytes.AsSpan(start, end - start);
            start = end + 1;
            if (line.IsEmpty)
                continue;
            try
            {
                if (line.StartsWith(MarkBegins))
                    (fence, isChecked) = (Math.Max(fence, FenceOf(line)), true);
                else
                    records.Add(isChecked ? JournalFormat.Read(line) : JournalFormat.ReadUnchecked(line));
            }
            catch (FormatException exception)
            {
                // A damaged line in the middle may hide a signed transaction: to continue could pay twice.
                throw new JournalException(string.Create(CultureInfo.InvariantCulture, $"Line {number} of the journal {path} cannot be read ({exception.Message}). Move the file away only if no transaction of this wallet is pending."), exception);
            }
        }

        return new JournalContent(records, fence, start);
    }

    /// <summary>Replaces the file in one step, so that a kill leaves the old one or the new one.</summary>
    public static void Replace(string path, IReadOnlyList<JournalRecord> records, long fence, DateTimeOffset now)
    {
        var next = path + ".next";
        using (var stream = PrivateFiles.Open(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(Mark(fence, now));
            foreach (var record in records)
                stream.Write(JournalFormat.Line(record));
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    /// <summary>
    /// Moves the records of a journal behind those of another, and renames the file. Both are locked; a kill in between repeats the records, which
    /// changes nothing but that fees of the day count twice.
    /// </summary>
    public static void TakeOver(string former, string path)
    {
        var (mine, others) = (Read(path), Read(former));
        Replace(path, [.. mine.Records, .. others.Records], Math.Max(mine.Fence, others.Fence), TimeProvider.System.GetUtcNow());
        File.Move(former, former + ".moved", overwrite: true);
    }

    /// <summary>The line that begins a session.</summary>
    public static byte[] Mark(long fence, DateTimeOffset now) =>
        [.. JournalFormat.Sealed(JsonSerializer.SerializeToUtf8Bytes(new JournalMark(Version, fence, now), JournalJson.Default.JournalMark)), (byte)'\n'];

    private static long FenceOf(ReadOnlySpan<byte> line)
    {
        JournalFormat.Require(line);
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalMark) is { Journal: <= Version } mark
                ? mark.Fence
                : throw new FormatException("it was written by a newer version of Allora.Sdk: use that one");
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }
}

/// <summary>The content of a journal file.</summary>
/// <param name="Records">The records, oldest first.</param>
/// <param name="Fence">The highest fence of its sessions; 0 if it has none.</param>
/// <param name="Length">The end (bytes) of the complete lines.</param>
internal sealed record JournalContent(List<JournalRecord> Records, long Fence, long Length);
