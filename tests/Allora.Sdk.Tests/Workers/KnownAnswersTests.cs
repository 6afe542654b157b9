using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Workers.Nonces;

namespace Allora.Sdk.Tests.Workers;

/// <summary>What is remembered for nonces is bounded, in memory and in the journal alike, and the newest stay.</summary>
public sealed class KnownAnswersTests
{
    [Fact]
    public void The_last_noted_nonces_of_each_purpose_and_topic_are_kept()
    {
        var answers = new KnownAnswers();
        for (var nonce = 1; nonce <= 1000; nonce++)
        {
            answers.Set("losses", 1, nonce, "once");
            answers.Set("losses", 1, nonce, $"{nonce}");
        }

        answers.Set("losses", 2, 5, "another topic");
        answers.Set("stake", 1, 5, "another purpose");
        Assert.Equal(("1000", $"{1001 - JournalCompaction.AnswersToKeep}"), (answers.Get("losses", 1, 1000), answers.Get("losses", 1, 1001 - JournalCompaction.AnswersToKeep)));
        Assert.Null(answers.Get("losses", 1, 1000 - JournalCompaction.AnswersToKeep));
        // A chain that begins again has low nonces: what counts is when an answer was noted.
        answers.Set("losses", 1, 3, "noted last");
        Assert.Equal("noted last", answers.Get("losses", 1, 3));
        Assert.Equal(("another topic", "another purpose"), (answers.Get("losses", 2, 5), answers.Get("stake", 1, 5)));
    }

    [Fact]
    public void A_shortened_journal_remembers_as_much_as_a_session()
    {
        List<JournalRecord> records = [Answer("stake-reward-height", 68, 0, "7")];
        for (var nonce = 1; nonce <= 500; nonce++)
        {
            records.Add(Answer("losses", 67, nonce, "first"));
            records.Add(Answer("losses", 67, nonce, $"{nonce}"));
            records.Add(Answer("stake-reward-height", 67, 0, $"{nonce}"));
        }

        var kept = JournalCompaction.Needed(records);

        Assert.Equal(JournalCompaction.AnswersToKeep + 2, kept.Count);
        // What was noted once, long ago, is not pushed out by others.
        Assert.Equal("7", kept.Single(record => record is { TopicId: 68 }).Value);
        Assert.Equal("500", kept.Single(record => record is { Purpose: "stake-reward-height", TopicId: 67 }).Value);
        Assert.Equal(Enumerable.Range(501 - JournalCompaction.AnswersToKeep, JournalCompaction.AnswersToKeep).Select(nonce => $"{nonce}"), kept.Where(record => record.Purpose == "losses").Select(record => record.Value));
    }

    private static JournalRecord Answer(string purpose, ulong topic, long nonce, string value) =>
        new() { Kind = JournalRecordKind.Answered, Purpose = purpose, TopicId = topic, Nonce = nonce, Value = value, Time = DateTimeOffset.UnixEpoch };
}
