using System.Globalization;
using System.Text.Json;

namespace Allora.Sdk.Sending.Journal;

/// <summary>Reads and rewrites the lines of a journal file. A torn last line, left by a killed process, is dropped.</summary>
internal static class JournalFile
{
    /// <summary>Reads every record, and returns the end (in bytes) of the complete lines.</summary>
    public static (List<JournalRecord> Records, long WholeLength) Read(string path)
    {
        var records = new List<JournalRecord>();
        if (!File.Exists(path))
            return (records, 0);
        var bytes = File.ReadAllBytes(path);
        var start = 0;
        while (start < bytes.Length)
        {
            var length = Array.IndexOf(bytes, (byte)'\n', start) - start;
            if (length < 0)
                break;
            if (length > 0)
                records.Add(Parse(bytes.AsSpan(start, length), path, records.Count + 1));
            start += length + 1;
        }

        return (records, start);
    }

    /// <summary>Replaces the file in one step, so that a kill leaves the old one or the new one.</summary>
    public static void Replace(string path, IReadOnlyList<JournalRecord> records)
    {
        var next = path + ".next";
        using (var stream = PrivateFiles.Open(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            foreach (var record in records)
                stream.Write(Line(record));
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    /// <summary>One record as a line of JSON.</summary>
    public static byte[] Line(JournalRecord record)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, JournalJson.Default.JournalRecord);
        Array.Resize(ref json, json.Length + 1);
        json[^1] = (byte)'\n';
        return json;
    }

    private static JournalRecord Parse(ReadOnlySpan<byte> line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalRecord)
                ?? throw new JsonException("the line is null");
        }
        catch (JsonException exception)
        {
            // A damaged line in the middle may hide a signed transaction: to continue could pay twice.
            throw new JournalException(string.Create(CultureInfo.InvariantCulture, $"Line {number} of the journal {path} cannot be read. Move the file away only if no transaction of this wallet is pending."), exception);
        }
    }
}
