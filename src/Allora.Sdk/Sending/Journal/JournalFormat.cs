using System.Security.Cryptography;
using System.Text.Json;

namespace Allora.Sdk.Sending.Journal;

/// <summary>
/// A journal record as one line of JSON in UTF-8, ended by a checksum: every store keeps exactly these bytes. A record that was altered in the store
/// is refused and not used, since it may hide a signed transaction.
/// </summary>
public static class JournalFormat
{
    private const int Digits = 16;
    private const int SumLength = Digits + 10;

    /// <summary>Writes a record, without a line break.</summary>
    /// <param name="record">The record.</param>
    public static byte[] Write(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Sealed(JsonSerializer.SerializeToUtf8Bytes(record, JournalJson.Default.JournalRecord));
    }

    /// <summary>Reads a record that <see cref="Write"/> wrote.</summary>
    /// <param name="line">The bytes.</param>
    /// <exception cref="FormatException">The bytes are no record, or not what was written.</exception>
    public static JournalRecord Read(ReadOnlySpan<byte> line)
    {
        Require(line);
        return ReadUnchecked(line);
    }

    /// <summary>Reads a record without its checksum, as the first version of the file had it.</summary>
    internal static JournalRecord ReadUnchecked(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalRecord) ?? throw new FormatException("the record is null");
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    /// <summary>Writes a record as a line of a journal file, with its line break.</summary>
    internal static byte[] Line(JournalRecord record) => [.. Write(record), (byte)'\n'];

    /// <summary>Ends an object with its checksum.</summary>
    internal static byte[] Sealed(byte[] json)
    {
        var line = new byte[json.Length + SumLength - 1];
        json.AsSpan(0, json.Length - 1).CopyTo(line);
        Sum(json.AsSpan(0, json.Length - 1), line.AsSpan(json.Length - 1));
        return line;
    }

    /// <exception cref="FormatException">The checksum is missing, or is another one.</exception>
    internal static void Require(ReadOnlySpan<byte> line)
    {
        Span<byte> expected = stackalloc byte[SumLength];
        if (line.Length > SumLength)
            Sum(line[..^SumLength], expected);
        if (line.Length <= SumLength || !line[^SumLength..].SequenceEqual(expected))
            throw new FormatException("its checksum is missing or wrong: the record is not what was written");
    }

    // ,"sum":"0123456789abcdef"}
    private static void Sum(ReadOnlySpan<byte> json, Span<byte> written)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json, hash);
        ",\"sum\":\""u8.CopyTo(written);
        Convert.TryToHexStringLower(hash[..(Digits / 2)], written[8..], out _);
        "\"}"u8.CopyTo(written[(SumLength - 2)..]);
    }
}
