using Allora.Sdk.Chain;
using Allora.Sdk.Events.Signals;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Workers.FollowUps;

/// <summary>
/// The included submissions of one worker that are not final: their progress is read from block events, and queried if events were missed.
/// Bounded: the oldest are given up when there are too many.
/// </summary>
internal sealed class FollowUpTracker(WorkerServices services)
{
    private const int MostOpen = 64;
    private const int EarlyKept = 32;
    private const int MostQuestions = 5;
    private const int QuestionsAtOnce = 4;
    private const long BlocksForReward = 10;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<(long Nonce, SubmissionActor Actor), Entry> _open = [];

    // The block that includes a submission may also close its window: its events arrive before the inclusion is known.
    private readonly Queue<(Outcome? Reported, WindowSide Closed, long Nonce, long Height)> _early = [];
    private Task _noting = Task.CompletedTask;

    /// <summary>A pending query: a nonce, and the role in which the wallet took part.</summary>
    public readonly record struct Question(long Nonce, SubmissionActor Actor);

    /// <summary>Adopts the open follow-ups of an earlier run.</summary>
    public void Restore(IEnumerable<SubmissionFollowUp> earlier)
    {
        lock (_lock)
        {
            foreach (var one in earlier)
                _open[(one.Nonce, one.Actor)] = new Entry(one) { IsSuspect = true };
        }
    }

    /// <summary>A submission is in a block with code 0.</summary>
    public void Begin(SubmissionResult result)
    {
        lock (_lock)
        {
            foreach (var actor in services.Role.Actors)
            {
                _open[(result.Nonce, actor)] = new Entry(new SubmissionFollowUp
                {
                    TopicId = result.TopicId,
                    Nonce = result.Nonce,
                    Wallet = result.Wallet,
                    Actor = actor,
                    Stage = FollowUpStage.Included,
                    TransactionHash = result.TransactionHash,
                    Value = result.Value,
                    WindowEnd = result.WindowEnd,
                    Height = result.Height ?? 0,
                });
            }

            foreach (var (reported, closed, nonce, height) in _early.Where(early => early.Nonce == result.Nonce).ToList())
            {
                if (reported is not null)
                    Apply(reported, height);
                else
                    Close(closed, nonce, height);
            }

            while (_open.Count > MostOpen)
                End(_open.First().Value, 0, "given up: too many submissions wait for their scores");
        }
    }

    /// <summary>A block event has an outcome in the topic.</summary>
    public void Observe(Outcome outcome, long height)
    {
        lock (_lock)
        {
            Keep((outcome, default, outcome.Nonce, height));
            Apply(outcome, height);
        }
    }

    /// <summary>A window of the topic closed; its block's outcomes arrived before.</summary>
    public void Closed(WindowSide side, long nonce, long height)
    {
        lock (_lock)
        {
            Keep((null, side, nonce, height));
            Close(side, nonce, height);
        }
    }

    /// <summary>Blocks were missed: their outcomes have to be queried.</summary>
    public void Missed()
    {
        lock (_lock)
        {
            foreach (var entry in _open.Values)
                entry.IsSuspect = true;
        }
    }

    /// <summary>Returns the queries that are due, oldest first and a few at a time.</summary>
    public IReadOnlyList<Question> Questions(long height)
    {
        lock (_lock)
        {
            foreach (var late in _open.Values.Where(entry => entry.ReputersClosed > 0 && height > entry.ReputersClosed + BlocksForReward).ToList())
                End(late, 0, "scored, and no reward was settled for it");
            return [.. _open.Values
                .Where(entry => entry.Reported.WindowEnd < height && entry.Queries < MostQuestions && (entry.IsSuspect || entry.Reported.IsActive is null))
                .Take(QuestionsAtOnce)
                .Select(entry => new Question(entry.Reported.Nonce, entry.Reported.Actor))];
        }
    }

    /// <summary>Takes the chain's scores for a nonce; none while the losses are missing.</summary>
    public void Answer(Question question, IReadOnlyList<(string Address, ChainDecimal Score)> scores)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue((question.Nonce, question.Actor), out var entry))
                return;
            entry.Queries++;
            if (scores.Count == 0)
                return;
            foreach (var (address, score) in scores)
            {
                if (address != services.Wallet.Address)
                    continue;
                // At the second query, the events with its reward have passed.
                if (entry.Reported.Score is not null)
                    End(entry, 0, "its reward was settled while events were missed; the chain reports rewards as events only");
                else
                    Tell(entry, entry.Reported with { Stage = FollowUpStage.Scored, IsActive = true, Score = score, Height = 0 });
                return;
            }

            Tell(entry, entry.Reported with { Stage = FollowUpStage.Passive, IsActive = false, Height = 0, Message = "others are scored for this nonce, and this wallet is not" });
        }
    }

    /// <summary>Waits until all updates are in the journal.</summary>
    public Task SettleAsync()
    {
        lock (_lock)
            return _noting;
    }

    private void Keep((Outcome?, WindowSide, long, long) early)
    {
        _early.Enqueue(early);
        if (_early.Count > EarlyKept)
            _early.Dequeue();
    }

    private void Apply(Outcome outcome, long height)
    {
        if (!_open.TryGetValue((outcome.Nonce, outcome.Actor), out var entry))
            return;
        var reported = entry.Reported;
        var index = IndexOf(outcome.Addresses, services.Wallet.Address);
        ChainDecimal value = default;
        if (index >= 0 && outcome.Kind != OutcomeKind.Active && !TryRead(outcome, index, out value))
        {
            // A node's event proves nothing: the chain is queried.
            entry.IsSuspect = true;
            return;
        }

        switch (outcome.Kind)
        {
            case OutcomeKind.Active when reported.IsActive is null:
                // Passive is final only when the block is complete: its average score may follow.
                if (index >= 0)
                    Tell(entry, reported with { Stage = FollowUpStage.Active, IsActive = true, Height = height });
                else
                    entry.Reported = reported with { IsActive = false, Height = height };
                break;
            case OutcomeKind.Scores when index >= 0 && reported.Score is null:
                Tell(entry, reported with { Stage = FollowUpStage.Scored, IsActive = true, Score = value, Height = height });
                break;
            case OutcomeKind.EmaScores when index >= 0:
                entry.Reported = reported with { EmaScore = value };
                break;
            case OutcomeKind.Rewards when index >= 0:
                Tell(entry, reported with { Stage = FollowUpStage.Rewarded, IsActive = true, Reward = value, Height = height });
                break;
            case OutcomeKind.Rewards:
                End(entry, height, "rewards were settled for this nonce, and none for this wallet");
                break;
        }
    }

    private bool TryRead(Outcome outcome, int index, out ChainDecimal value)
    {
        try
        {
            value = ChainDecimal.ParseUnbounded(outcome.Values[index]);
            return true;
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            WorkerLog.OutcomeIgnored(services.Logger, services.Options.TopicId, outcome.Nonce, unreadable.Message);
            value = default;
            return false;
        }
    }

    private void Close(WindowSide side, long nonce, long height)
    {
        foreach (var entry in _open.Values.Where(entry => entry.Reported.Nonce == nonce).ToList())
        {
            var own = entry.Reported.Actor == SubmissionActor.Reputer ? WindowSide.Reputer : WindowSide.Worker;
            if (side == own && entry.Reported.IsActive == false)
                Tell(entry, entry.Reported with { Stage = FollowUpStage.Passive, Height = height });
            else if (side == WindowSide.Reputer && entry.Reported.Score is null)
                End(entry, height, "the reputers' window closed without losses: no scores and no rewards");
            else if (side == WindowSide.Reputer)
                entry.ReputersClosed = height;
        }
    }

    private void End(Entry entry, long height, string why) => Tell(entry, entry.Reported with { Stage = FollowUpStage.Ended, Height = height, Message = why });

    private void Tell(Entry entry, SubmissionFollowUp reported)
    {
        entry.Reported = reported;
        if (reported.IsFinal)
            _open.Remove((reported.Nonce, reported.Actor));
        _noting = NoteAsync(_noting, reported);
        services.PublishFollowUp(reported);
    }

    private async Task NoteAsync(Task before, SubmissionFollowUp reported)
    {
        await before.ConfigureAwait(false);
        try
        {
            await services.Nonces.NoteFollowUpAsync(services.Role.Purpose, reported).ConfigureAwait(false);
        }
        catch (JournalException exception)
        {
            WorkerLog.FollowUpNotKept(services.Logger, reported.TopicId, reported.Nonce, exception.Message);
        }
    }

    private static int IndexOf(IReadOnlyList<string> addresses, string address)
    {
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i] == address)
                return i;
        }

        return -1;
    }

    private sealed class Entry(SubmissionFollowUp reported)
    {
        public SubmissionFollowUp Reported { get; set; } = reported;

        public bool IsSuspect { get; set; }

        public int Queries { get; set; }

        public long ReputersClosed { get; set; }
    }
}
