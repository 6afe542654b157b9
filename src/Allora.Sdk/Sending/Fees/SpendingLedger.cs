using System.Globalization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Fees;

/// <summary>
/// The fees that a wallet has paid on the current UTC day, and those that it may still have to pay: a transaction's fee is reserved before
/// the broadcast, and counted as spent, or released, once its outcome is known. The budget (uallo) is that of one UTC day. Safe for any number of callers.
/// </summary>
internal sealed class SpendingLedger(TimeProvider time, UAllo budget)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, UAllo> _setAside = new(StringComparer.Ordinal);
    private DateOnly _day;
    private UAllo _spent;
    private UAllo _wanted;

    /// <summary>The most (uallo) that the fees of one UTC day may be.</summary>
    public UAllo Budget => budget;

    /// <summary>The fees (uallo) that blocks took today.</summary>
    public UAllo SpentToday
    {
        get
        {
            lock (_lock)
                return Today();
        }
    }

    /// <summary>Reserves a fee if today's fees and those of pending transactions stay within the budget; false if this fee would exceed it.</summary>
    public bool TrySetAside(string root, UAllo fee) => SetAside(root, fee, isForced: false);

    /// <summary>Reserves the fee of a transaction that was sent already, whatever the budget.</summary>
    public void SetAside(string root, UAllo fee) => SetAside(root, fee, isForced: true);

    /// <summary>The outcome of a transaction, or of its replacement, is known: this fee was taken for it. Repeated calls change nothing.</summary>
    /// <returns>True the first time.</returns>
    public bool Settle(string root, UAllo paid)
    {
        lock (_lock)
        {
            if (!_setAside.Remove(root))
                return false;
            _spent = Today() + paid;
            return true;
        }
    }

    /// <summary>An earlier run spent this much on that day.</summary>
    public void Restore(DateOnly day, UAllo paid)
    {
        lock (_lock)
        {
            if (day == UtcDay(time))
                _spent = Today() + paid;
        }
    }

    /// <summary>Describes the budget if another transaction like the last one that it held would exceed it; null if not.</summary>
    public string? Exhausted()
    {
        lock (_lock)
            return OverBudget(_wanted > UAllo.Zero ? _wanted : new UAllo(1));
    }

    /// <summary>Describes the budget if this fee would exceed it; null if not.</summary>
    public string? OverBudget(UAllo fee)
    {
        lock (_lock)
        {
            if (Today() + OnTheWay() + fee <= budget)
                return null;
            return string.Create(CultureInfo.InvariantCulture, $"{_spent} were spent today and {OnTheWay()} are pending; the day's budget is {budget}. Sending continues at 00:00 UTC, or with a higher {nameof(WalletOptions.DailyBudget)}.");
        }
    }

    public static DateOnly UtcDay(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private bool SetAside(string root, UAllo fee, bool isForced)
    {
        lock (_lock)
        {
            var before = _setAside.GetValueOrDefault(root);
            // At most one of several with the same sequence can be in a block: the highest fee counts.
            var added = fee > before ? fee - before : UAllo.Zero;
            if (!isForced && Today() + OnTheWay() + added > budget)
                return false;
            // A fee that was refused may follow from a price that is a lie: it must not end the day.
            _wanted = fee;
            _setAside[root] = before + added;
            return true;
        }
    }

    private UAllo Today()
    {
        if (UtcDay(time) is var today && today != _day)
            (_day, _spent) = (today, UAllo.Zero);
        return _spent;
    }

    private UAllo OnTheWay()
    {
        var sum = UAllo.Zero;
        foreach (var (_, fee) in _setAside)
            sum += fee;
        return sum;
    }
}
