using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sessions;

namespace Allora.Sdk.Workers.Nonces;

/// <summary>The nonces of one wallet: the settled ones, the known answers, and the follow-ups of submissions. Kept in the wallet's journal, whatever is cancelled.</summary>
internal sealed class NonceLedger
{
    // Journals of the first versions did not name the role of a settled nonce: there was only one.
    private const string FirstPurpose = "payload";

    private readonly WalletSession _session;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Purpose, ulong Topic), SettledNonces> _settled = [];
    private readonly Dictionary<(string Purpose, ulong Topic), List<JournalRecord>> _open = [];
    private readonly KnownAnswers _answers = new();

    private NonceLedger(WalletSession session, TimeProvider time)
    {
        (_session, _time) = (session, time);
        foreach (var record in session.TakeNonceRecords(record => Remember(record.Purpose ?? FirstPurpose, record.TopicId, record.Nonce)))
            Restore(record);
    }

    /// <summary>The last real predictions, for fallbacks and guards.</summary>
    public LastPredictions LastPredictions { get; } = new();

    /// <summary>The ledger of a wallet's session.</summary>
    public static NonceLedger Of(WalletSession session, TimeProvider time) => session.Attachments.GetOrAdd(() => new NonceLedger(session, time));

    public bool IsSettled(string purpose, ulong topicId, long nonce)
    {
        lock (_lock)
            return _settled.TryGetValue((purpose, topicId), out var nonces) && nonces.Contains(nonce);
    }

    /// <summary>The highest settled nonce of a role in a topic; 0 if there is none.</summary>
    public long Highest(string purpose, ulong topicId)
    {
        lock (_lock)
            return _settled.TryGetValue((purpose, topicId), out var nonces) ? nonces.Highest : 0;
    }

    /// <summary>Forgets the settled nonces above a height, which cannot be this chain's. The journal keeps them.</summary>
    public void ForgetAbove(string purpose, ulong topicId, long height)
    {
        lock (_lock)
        {
            if (_settled.TryGetValue((purpose, topicId), out var nonces))
                nonces.ForgetAbove(height);
        }
    }

    /// <summary>Writes a terminal result to the journal, once.</summary>
    public async ValueTask SettleAsync(string purpose, SubmissionResult result, Prediction? prediction = null)
    {
        if (!Remember(purpose, result.TopicId, result.Nonce) || result.Status == SubmissionStatus.DryRun)
            return;
        await _session.Journal.AppendAsync(new JournalRecord
        {
            Kind = JournalRecordKind.Settled,
            Purpose = purpose,
            Time = _time.GetUtcNow(),
            TopicId = result.TopicId,
            Nonce = result.Nonce,
            Status = result.Status,
            Hash = result.TransactionHash,
            Height = result.Height,
            Value = result.Value,
            Labels = prediction is { LabelValues.Count: > 0 } ? prediction.LabelValues.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal) : null,
            Fallback = result.Fallback?.Policy,
        }, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Writes a follow-up of a submission to the journal.</summary>
    public ValueTask NoteFollowUpAsync(string purpose, SubmissionFollowUp followUp) => _session.Journal.AppendAsync(FollowUpJournal.Record(purpose, followUp, _time.GetUtcNow()), CancellationToken.None);

    /// <summary>Gets submissions of an earlier run that are still to be scored or rewarded; once.</summary>
    public IReadOnlyList<SubmissionFollowUp> TakeFollowUps(string purpose, IReadOnlyList<SubmissionActor> actors, ulong topicId)
    {
        lock (_lock)
        {
            return _open.Remove((purpose, topicId), out var records)
                ? FollowUpJournal.Open(
                    records.Where(record => record.Kind == JournalRecordKind.Settled), records.Where(record => record.Kind == JournalRecordKind.Followed), actors, _session.Account.Address)
                : [];
        }
    }

    /// <summary>The known answer for a nonce, of this run or an earlier one; null if there is none.</summary>
    public string? AnswerOf(string purpose, ulong topicId, long nonce) => _answers.Get(purpose, topicId, nonce);

    /// <summary>Keeps the answer for a nonce, so that it need not be queried again, not even after a restart.</summary>
    public async ValueTask NoteAnswerAsync(string purpose, ulong topicId, long nonce, string answer)
    {
        await _session.Journal.AppendAsync(new JournalRecord
        {
            Kind = JournalRecordKind.Answered,
            Purpose = purpose,
            Time = _time.GetUtcNow(),
            TopicId = topicId,
            Nonce = nonce,
            Value = answer,
        }, CancellationToken.None).ConfigureAwait(false);
        // Later users of this session need it as well as those after a restart.
        _answers.Set(purpose, topicId, nonce, answer);
    }

    private bool Remember(string purpose, ulong topicId, long nonce)
    {
        lock (_lock)
        {
            if (!_settled.TryGetValue((purpose, topicId), out var nonces))
                _settled.Add((purpose, topicId), nonces = new SettledNonces());
            return nonces.Add(nonce);
        }
    }

    private void Restore(JournalRecord record)
    {
        var purpose = record.Purpose ?? FirstPurpose;
        if (record.Kind == JournalRecordKind.Answered)
        {
            _answers.Set(purpose, record.TopicId, record.Nonce, record.Value!);
            return;
        }

        if (record.Kind == JournalRecordKind.Settled)
        {
            Remember(purpose, record.TopicId, record.Nonce);
            LastPredictions.Restore(purpose, record);
        }

        lock (_lock)
        {
            if (!_open.TryGetValue((purpose, record.TopicId), out var records))
                _open.Add((purpose, record.TopicId), records = []);
            records.Add(record);
        }
    }
}

/// <summary>
/// The settled nonces of one role in one topic, the last ones. A nonce that is not among them may be answered: what its number is compared with
/// others shows nothing, since a node may have invented those, or the chain was restarted.
/// </summary>
internal sealed class SettledNonces
{
    private const int Kept = 256;

    private readonly HashSet<long> _nonces = [];
    private readonly Queue<long> _order = [];

    /// <summary>The highest of them; 0 if there are none.</summary>
    public long Highest => _nonces.Count == 0 ? 0 : _nonces.Max();

    public bool Contains(long nonce) => _nonces.Contains(nonce);

    /// <summary>False if it was settled before.</summary>
    public bool Add(long nonce)
    {
        if (!_nonces.Add(nonce))
            return false;
        _order.Enqueue(nonce);
        if (_order.Count > Kept)
            _nonces.Remove(_order.Dequeue());
        return true;
    }

    /// <summary>Forgets those above a height.</summary>
    public void ForgetAbove(long height)
    {
        var kept = _order.Where(nonce => nonce <= height).ToList();
        _order.Clear();
        _nonces.Clear();
        foreach (var nonce in kept)
            Add(nonce);
    }
}
