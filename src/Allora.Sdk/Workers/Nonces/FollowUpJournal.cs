using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Workers.Nonces;

/// <summary>Follow-ups as journal records.</summary>
internal static class FollowUpJournal
{
    private const int MostOpen = 64;

    public static JournalRecord Record(string purpose, SubmissionFollowUp told, DateTimeOffset now) => new()
    {
        Kind = JournalRecordKind.Followed,
        Purpose = purpose,
        Time = now,
        TopicId = told.TopicId,
        Nonce = told.Nonce,
        Actor = told.Actor,
        Stage = told.Stage,
        IsActive = told.IsActive,
        Score = told.Score,
        EmaScore = told.EmaScore,
        Reward = told.Reward,
        Height = told.Height,
    };

    /// <summary>The follow-ups of a role in a topic that an earlier run left open, the newest of each.</summary>
    public static IReadOnlyList<SubmissionFollowUp> Open(
        IEnumerable<JournalRecord> settled, IEnumerable<JournalRecord> followed, IReadOnlyList<SubmissionActor> actors, string wallet)
    {
        var last = new Dictionary<(long, SubmissionActor), JournalRecord>();
        foreach (var record in followed)
            last[(record.Nonce, record.Actor ?? SubmissionActor.Inferer)] = record;
        return [.. settled
            .Where(record => record.Status == SubmissionStatus.Included)
            .SelectMany(record => actors.Select(actor => Of(record, last.GetValueOrDefault((record.Nonce, actor)), actor, wallet)))
            .Where(told => !told.IsFinal)
            .TakeLast(MostOpen)];
    }

    private static SubmissionFollowUp Of(JournalRecord settled, JournalRecord? last, SubmissionActor actor, string wallet) => new()
    {
        TopicId = settled.TopicId,
        Nonce = settled.Nonce,
        Wallet = wallet,
        Actor = actor,
        Stage = last?.Stage ?? FollowUpStage.Included,
        TransactionHash = settled.Hash,
        Value = settled.Value,
        IsActive = last?.IsActive,
        Score = last?.Score,
        EmaScore = last?.EmaScore,
        Reward = last?.Reward,
        Height = last?.Height ?? settled.Height ?? 0,
    };
}
