using System.Globalization;
using System.Text;

namespace Allora.Sdk.Sending.Journal;

/// <summary>
/// Moves a wallet's journal from one store to another, by way of a file of lines. The journal is in force in one place at a time: an export ends it
/// in its store before the file has its first byte, and only an import puts it in force again. Both need the journal, so that neither is possible
/// while a worker holds it.
/// </summary>
public static class JournalTransfer
{
    private const string Title = "allora-journal 1";
    private const int MaxLine = 1 << 20;

    /// <summary>Ends the journal in its store and writes its records to a file. May be repeated, if the file was lost: the records stay in the store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">The chain and the wallet.</param>
    /// <param name="target">The file, at its start.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <param name="cancellationToken">Cancels the export; it can be repeated.</param>
    /// <returns>The number of records.</returns>
    /// <exception cref="JournalException">The journal is held, empty, or cannot be read or written.</exception>
    public static async Task<int> ExportAsync(ISubmissionJournal store, JournalKey key, Stream target, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(target);
        var session = await store.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        await using var held = session.ConfigureAwait(false);
        var isRepeated = JournalMoves.IsAway(session.Records);
        var records = JournalCompaction.Needed(isRepeated ? JournalMoves.BeforeMove(session.Records) : session.Records);
        if (records.Count == 0)
            throw new JournalException($"The journal of {key} is empty in this store: there is nothing to move.");
        if (!isRepeated)
            await session.AppendAsync(Mark(JournalRecordKind.MovedAway, time), cancellationToken).ConfigureAwait(false);
        var writer = new StreamWriter(target, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await using var written = writer.ConfigureAwait(false);
        await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Title} {key.ChainId} {key.Wallet} {records.Count}").AsMemory(), cancellationToken).ConfigureAwait(false);
        foreach (var record in records)
            await writer.WriteLineAsync(Encoding.UTF8.GetString(JournalFormat.Write(record)).AsMemory(), cancellationToken).ConfigureAwait(false);
        return records.Count;
    }

    /// <summary>Puts an exported journal in force in a store. May be repeated if it was interrupted; after that the file must not be imported anywhere else.</summary>
    /// <param name="store">The store; its journal of the wallet is empty, or was moved away.</param>
    /// <param name="source">The file, at its start.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <param name="cancellationToken">Cancels the import; it can be repeated.</param>
    /// <returns>The journal, and the number of its records.</returns>
    /// <exception cref="JournalException">The file is incomplete or altered, or the store's journal is held, has records, or cannot be written.</exception>
    public static async Task<(JournalKey Key, int Records)> ImportAsync(ISubmissionJournal store, Stream source, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(source);
        var (key, records) = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
        var session = await store.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        await using var held = session.ConfigureAwait(false);
        if (!JournalMoves.IsAway(session.Records) && session.Records.Count > 0)
            throw new JournalException($"The store has a journal of {key} already: two journals of one wallet cannot be merged. Export that one first, if it is the older one.");
        // The journal stays away until its last record is there.
        await session.AppendAsync(Mark(JournalRecordKind.MovedAway, time), cancellationToken).ConfigureAwait(false);
        foreach (var record in records)
            await session.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        await session.AppendAsync(Mark(JournalRecordKind.MovedHere, time), cancellationToken).ConfigureAwait(false);
        return (key, records.Count);
    }

    private static JournalRecord Mark(JournalRecordKind kind, TimeProvider? time) => new() { Kind = kind, Time = (time ?? TimeProvider.System).GetUtcNow() };

    private static async Task<(JournalKey Key, List<JournalRecord> Records)> ReadAsync(Stream source, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(source, new UTF8Encoding(false), leaveOpen: true);
        var first = (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) ?? "").Split(' ');
        if (first.Length != 5 || $"{first[0]} {first[1]}" != Title || !int.TryParse(first[4], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            throw new JournalException("The file is not an exported journal, or was written by a newer version of Allora.Sdk.");
        var records = new List<JournalRecord>();
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            try
            {
                records.Add(line.Length <= MaxLine ? JournalFormat.Read(Encoding.UTF8.GetBytes(line)) : throw new FormatException("the line is too long"));
            }
            catch (FormatException exception)
            {
                throw new JournalException(string.Create(CultureInfo.InvariantCulture, $"Record {records.Count + 1} of the exported journal cannot be read ({exception.Message}): export it again."), exception);
            }
        }

        return records.Count == count
            ? (new JournalKey { ChainId = first[2], Wallet = first[3] }, records)
            : throw new JournalException(string.Create(CultureInfo.InvariantCulture, $"The exported journal has {records.Count} of its {count} records: export it again."));
    }
}
