using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Testing.Journals;

/// <summary>The records of one wallet, and who holds them.</summary>
internal sealed class MemoryJournalRecords(IReadOnlyList<JournalRecord> before)
{
    private readonly Lock _lock = new();
    private List<JournalRecord> _records = [.. before];
    private Action? _lose;
    private long _fence;

    public IJournalSession Open(JournalKey key)
    {
        lock (_lock)
        {
            if (_lose is not null)
                throw JournalException.Held($"Another session runs the wallet {key}.");
            var session = new MemoryJournalSession(this, ++_fence, [.. _records]);
            _lose = session.Lose;
            return session;
        }
    }

    public IReadOnlyList<JournalRecord> Snapshot()
    {
        lock (_lock)
            return [.. _records];
    }

    public void Append(long fence, JournalRecord record)
    {
        lock (_lock)
        {
            Require(fence);
            _records.Add(record);
        }
    }

    public void Compact(long fence)
    {
        lock (_lock)
        {
            Require(fence);
            _records = [.. JournalCompaction.Needed(_records)];
        }
    }

    public void Release(long fence)
    {
        lock (_lock)
        {
            if (_fence == fence)
                _lose = null;
        }
    }

    public void TakeAway()
    {
        Action? lose;
        lock (_lock)
        {
            (lose, _lose) = (_lose, null);
            _fence++;
        }

        lose?.Invoke();
    }

    private void Require(long fence)
    {
        if (_fence != fence)
            throw JournalException.Lost("Another session has taken the journal over.");
        if (_lose is null)
            throw new JournalException("The journal is not open.");
    }
}
