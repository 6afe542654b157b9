using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Sender;

/// <summary>The state that a journal's records add up to: transactions without an outcome, settled nonces, fees by UTC day.</summary>
internal sealed class JournalState
{
    private readonly Dictionary<string, JournalRecord> _prepared = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly List<JournalRecord> _nonces = [];
    private readonly List<string> _signed = [];
    private readonly Dictionary<DateOnly, UAllo> _spent = [];
    private readonly HashSet<string> _paid = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Purpose, ulong TopicId, long Nonce), (string Hash, long Height)> _included = [];

    /// <summary>Oldest sequence first. Replacements refer to the bytes that they replaced.</summary>
    public IReadOnlyList<PendingTransaction> Unresolved { get; private set; } = [];

    /// <summary>Records about nonces, oldest first: settled, followed up, answered.</summary>
    public IReadOnlyList<JournalRecord> Nonces => _nonces;

    public IReadOnlyDictionary<DateOnly, UAllo> Spent => _spent;

    /// <summary>The hashes of all signed transactions that the journal names, oldest first.</summary>
    public IReadOnlyCollection<string> Signed => _signed;

    /// <summary>The highest sequence of a transaction in a block, with the block's height; null if the journal has none.</summary>
    public (ulong Sequence, long Height)? Highest { get; private set; }

    /// <summary>Nonces whose payload a block took with code 0, in case the run ended before they were settled.</summary>
    public IReadOnlyDictionary<(string Purpose, ulong TopicId, long Nonce), (string Hash, long Height)> Included => _included;

    public static JournalState Of(IReadOnlyList<JournalRecord> records)
    {
        var state = new JournalState();
        foreach (var record in records)
            state.Take(record);
        // Refused bytes may have been sent again: they do not replace themselves.
        state.Unresolved = [.. state._order
            .Distinct()
            .Where(state._prepared.ContainsKey)
            .Select(hash => PendingTransaction.From(state._prepared[hash])!)
            .GroupBy(pending => (pending.Sequence, pending.Purpose, pending.TopicId, pending.Nonce))
            .Select(same => same.Aggregate((earlier, later) => later with { Replaces = earlier }))
            .OrderBy(pending => pending.Sequence)];
        return state;
    }

    private void Take(JournalRecord record)
    {
        switch (record.Kind)
        {
            case JournalRecordKind.Prepared when PendingTransaction.From(record) is { } pending:
                _signed.Add(pending.Hash);
                if (!_prepared.ContainsKey(pending.Hash))
                    _order.Add(pending.Hash);
                _prepared[pending.Hash] = record;
                break;
            case JournalRecordKind.Resolved when record.Hash is { } hash:
                _prepared.Remove(hash, out var prepared);
                _signed.Add(hash);
                Use(prepared?.Sequence, record.Height);
                if (record.Height is not null && _paid.Add(hash))
                    Spend(record.Time, record.Fee ?? prepared?.Fee);
                if (record is { Height: { } height, Code: null or 0 } && prepared is { Purpose: { } purpose, Nonce: > 0 })
                    _included[(purpose, prepared.TopicId, prepared.Nonce)] = (hash, height);
                break;
            case JournalRecordKind.Settled when record.Status is not null:
            case JournalRecordKind.Answered when record is { Purpose: not null, Value: not null }:
            case JournalRecordKind.Followed:
                _nonces.Add(record);
                break;
            case JournalRecordKind.Spent:
                Spend(record.Time, record.Fee);
                Use(record.Sequence, record.Height);
                break;
        }
    }

    private void Use(ulong? sequence, long? height)
    {
        if (sequence is { } used && height is { } block && !(used <= Highest?.Sequence))
            Highest = (used, block);
    }

    private void Spend(DateTimeOffset time, UAllo? fee)
    {
        var day = DateOnly.FromDateTime(time.UtcDateTime);
        _spent[day] = _spent.GetValueOrDefault(day) + (fee ?? UAllo.Zero);
    }
}
