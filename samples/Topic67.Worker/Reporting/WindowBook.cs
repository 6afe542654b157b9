using System.Globalization;
using Allora.Sdk;
using Topic67.Forecasting;
using Topic67.Worker.Logs;
using Topic67.Worker.State;

namespace Topic67.Worker.Reporting;

/// <summary>Reports each window's progress: opened, predicted, submitted, and its outcome.</summary>
internal sealed class WindowBook(Journalist journalist, TimeProvider time)
{
    private const int MostMade = 100;

    private readonly Lock _lock = new();
    private readonly HashSet<long> _opened = [];
    private readonly SortedDictionary<long, OpenedWindow> _pending = [];
    private readonly Dictionary<long, (string Source, bool IsFallback)> _made = [];
    private long _lastSettled;
    private long _stirred = time.GetTimestamp();

    public long LastSeenNonce { get; private set; }

    /// <summary>The newest answered window: failed and skipped ones do not count.</summary>
    public long LastSettledNonce => Volatile.Read(ref _lastSettled);

    /// <summary>The outcome of the newest window that was not answered.</summary>
    public string LastTrouble { get; private set; } = "";

    /// <summary>The time since the last report of any window.</summary>
    public TimeSpan QuietFor => time.GetElapsedTime(Volatile.Read(ref _stirred));

    /// <summary>Takes over the windows of earlier runs: they are not reported as opened again, and those without an outcome are pending.</summary>
    public void Restore(History history)
    {
        lock (_lock)
        {
            var recorded = history.Windows.Select(static record => record.Nonce).ToHashSet();
            _opened.UnionWith(recorded);
            foreach (var window in history.Opened)
            {
                _opened.Add(window.Nonce);
                if (!recorded.Contains(window.Nonce))
                    _pending[window.Nonce] = window;
            }
        }
    }

    /// <summary>Whether a window has no outcome yet.</summary>
    public bool HasPending
    {
        get
        {
            lock (_lock)
                return _pending.Count > 0;
        }
    }

    /// <summary>The windows up to a height (blocks) without an outcome, oldest first.</summary>
    public IReadOnlyList<OpenedWindow> Pending(long upTo)
    {
        lock (_lock)
            return [.. _pending.Values.TakeWhile(window => window.Nonce <= upTo)];
    }

    /// <summary>Whether a worker saw the window, in this run or an earlier one.</summary>
    public bool IsKnown(long nonce)
    {
        lock (_lock)
            return _opened.Contains(nonce);
    }

    /// <summary>The window is open, by the events or the worker; reported once.</summary>
    public void Opened(long nonce, DateTimeOffset? blockTime)
    {
        lock (_lock)
        {
            if (!_opened.Add(nonce))
                return;
            if (_opened.Count > 1000)
                _opened.RemoveWhere(n => n < nonce - 1_000_000);
            _pending[nonce] = new OpenedWindow(nonce, time.GetUtcNow()) { BlockTime = blockTime };
            LastSeenNonce = Math.Max(LastSeenNonce, nonce);
            Volatile.Write(ref _stirred, time.GetTimestamp());
            var at = blockTime?.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture);
            journalist.Tell("window_open", $"window opened: nonce {nonce}{(at is null ? "" : $" ({at})")}", ("nonce", nonce), ("block_time", blockTime));
        }
    }

    public void Predicted(long nonce, ForecastResult forecast, string how)
    {
        var value = forecast.HasValue ? forecast.Value.ToString("R", CultureInfo.InvariantCulture) : "none";
        (string, object?)[] data =
        [
            ("nonce", nonce), ("at", forecast.At), ("value", forecast.HasValue ? forecast.Value : null), ("source", forecast.Source), ("how", how), ("origin", forecast.Origin),
            ("fit_bar", forecast.FitBar), ("bars", forecast.Bars), ("prices", forecast.PriceSource),
        ];
        lock (_lock)
        {
            _made[nonce] = (forecast.Source.ToString(), forecast.IsFallback);
            if (_made.Count > MostMade)
                _made.Remove(_made.Keys.Min());
            if (_pending.TryGetValue(nonce, out var window))
                _pending[nonce] = window with { BlockTime = window.BlockTime ?? forecast.At, Value = forecast.HasValue ? value : null, How = how };
        }

        journalist.Tell("prediction", $"prediction made: {value} ({how})", data);
        if (forecast.IsFallback)
            journalist.Tell("warning", $"fallback for nonce {nonce}: {how}", ("nonce", nonce), ("source", forecast.Source), ("trouble", forecast.Trouble));
    }

    public void Took(SubmissionResult result)
    {
        Opened(result.Nonce, result.BlockTime);
        Volatile.Write(ref _stirred, time.GetTimestamp());
        var line = WindowLine.Of(result);
        (string, object?)[] data =
        [
            ("nonce", result.Nonce), ("hash", result.TransactionHash), ("height", result.Height), ("value", result.Value), ("fee", result.Fee?.ToString()),
            ("status", result.Status), ("reason", result.Message), ("sent_ms", result.Timings.BroadcastSent?.TotalMilliseconds),
            ("confirmed_ms", result.Timings.Confirmed?.TotalMilliseconds),
        ];
        switch (result.Status)
        {
            case SubmissionStatus.Broadcast:
                Sent(result);
                journalist.Tell("submission", $"submitted: {result.TransactionHash}", data);
                return;
            case SubmissionStatus.Included:
                journalist.Tell("success", $"success: height {result.Height}; {line}", data);
                break;
            case SubmissionStatus.Missed or SubmissionStatus.Rejected:
                journalist.Tell("error", $"failed: {line}", data);
                break;
            case SubmissionStatus.Skipped:
                journalist.Tell("warning", $"not answered: {line}", data);
                break;
            default:
                journalist.Tell("info", line, data);
                break;
        }

        if (result.Status is SubmissionStatus.Included or SubmissionStatus.AlreadySubmitted or SubmissionStatus.DryRun)
            Volatile.Write(ref _lastSettled, Math.Max(_lastSettled, result.Nonce));
        else
            LastTrouble = $"nonce {result.Nonce} {result.Status}: {result.Message}";
        Keep(WindowRecord.Of(result, time.GetUtcNow()));
    }

    /// <summary>Records an outcome that was found later, unless the worker has recorded one.</summary>
    public bool KeepIfPending(WindowRecord record)
    {
        lock (_lock)
        {
            if (!_pending.ContainsKey(record.Nonce))
                return false;
        }

        Keep(record);
        return true;
    }

    /// <summary>Records the outcome of a window.</summary>
    public void Keep(WindowRecord record)
    {
        lock (_lock)
        {
            _pending.Remove(record.Nonce);
            _opened.Add(record.Nonce);
            if (_made.TryGetValue(record.Nonce, out var made))
                record = record with { Source = made.Source, Fallback = made.IsFallback };
        }

        journalist.Keep(record);
    }

    private void Sent(SubmissionResult result)
    {
        lock (_lock)
        {
            if (_pending.TryGetValue(result.Nonce, out var window))
                _pending[result.Nonce] = window with { Hash = result.TransactionHash };
        }
    }

    public void Followed(SubmissionFollowUp followUp)
    {
        var record = FollowUpRecord.Of(followUp, time.GetUtcNow());
        (string, object?)[] data = [("nonce", record.Nonce), ("stage", record.Stage), ("active", record.Active), ("score", record.Score), ("ema_score", record.EmaScore), ("reward_uallo", record.RewardUallo)];
        var text = $"nonce {record.Nonce}: {record.Stage.ToLowerInvariant()}{(record.Score is { } score ? $", score {score}" : "")}{(record.RewardUallo is { } reward ? $", reward {reward} uallo" : "")}{(record.Message is { } why ? $": {why}" : "")}";
        if (followUp.IsFinal)
            journalist.Tell("info", text, data);
        else
            journalist.Events.Write("info", text, data);
        journalist.Keep(record);
    }

    public void Warn(string message) => journalist.Tell("warning", message);
}
