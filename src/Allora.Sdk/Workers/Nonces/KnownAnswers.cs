using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Workers.Nonces;

/// <summary>
/// The known answers for nonces, for some purpose in some topic: a reputer's truths, results of staked settlements. Only the newest nonces of
/// each are kept, by the time at which they were noted.
/// </summary>
internal sealed class KnownAnswers
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Purpose, ulong Topic), Noted> _answers = [];

    public string? Get(string purpose, ulong topicId, long nonce)
    {
        lock (_lock)
            return _answers.TryGetValue((purpose, topicId), out var nonces) ? nonces.Answers.GetValueOrDefault(nonce) : null;
    }

    public void Set(string purpose, ulong topicId, long nonce, string answer)
    {
        lock (_lock)
        {
            if (!_answers.TryGetValue((purpose, topicId), out var nonces))
                _answers.Add((purpose, topicId), nonces = new Noted());
            if (!nonces.Answers.ContainsKey(nonce))
                nonces.Order.Enqueue(nonce);
            nonces.Answers[nonce] = answer;
            if (nonces.Order.Count > JournalCompaction.AnswersToKeep)
                nonces.Answers.Remove(nonces.Order.Dequeue());
        }
    }

    private sealed class Noted
    {
        public Dictionary<long, string> Answers { get; } = [];

        public Queue<long> Order { get; } = [];
    }
}
