using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Workers.Nonces;

/// <summary>
/// The known answers for nonces, for some purpose in some topic: a reputer's truths, results of staked settlements. Only the newest nonces of
/// each are kept: nonces are heights, and those older than all of them are not queried again.
/// </summary>
internal sealed class KnownAnswers
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Purpose, ulong Topic), SortedList<long, string>> _answers = [];

    public string? Get(string purpose, ulong topicId, long nonce)
    {
        lock (_lock)
            return _answers.TryGetValue((purpose, topicId), out var nonces) ? nonces.GetValueOrDefault(nonce) : null;
    }

    public void Set(string purpose, ulong topicId, long nonce, string answer)
    {
        lock (_lock)
        {
            if (!_answers.TryGetValue((purpose, topicId), out var nonces))
                _answers.Add((purpose, topicId), nonces = []);
            nonces[nonce] = answer;
            if (nonces.Count > JournalCompaction.AnswersToKeep)
                nonces.RemoveAt(0);
        }
    }
}
