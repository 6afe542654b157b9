using System.Globalization;
using Allora.Sdk;
using Topic67.Forecasting;
using Topic67.Worker.Logs;
using Topic67.Worker.State;

namespace Topic67.Worker.Reporting;

/// <summary>Reports each window's progress: opened, predicted, submitted, and its outcome.</summary>
internal sealed class WindowBook(Journalist journalist, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<long> _opened = [];
    private long _lastSettled;
    private long _stirred = time.GetTimestamp();

    public long LastSeenNonce { get; private set; }

    /// <summary>The newest answered window: failed and skipped ones do not count.</summary>
    public long LastSettledNonce => Volatile.Read(ref _lastSettled);

    /// <summary>The outcome of the newest window that was not answered.</summary>
    public string LastTrouble { get; private set; } = "";

    /// <summary>The time since the last report of any window.</summary>
    public TimeSpan QuietFor => time.GetElapsedTime(Volatile.Read(ref _stirred));

    /// <summary>The window is open, by the events or the worker; reported once.</summary>
    public void Opened(long nonce, DateTimeOffset? blockTime)
    {
        lock (_lock)
        {
            if (!_opened.Add(nonce))
                return;
            if (_opened.Count > 1000)
                _opened.RemoveWhere(n => n < nonce - 1_000_000);
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
            ("nonce", nonce), ("value", forecast.HasValue ? forecast.Value : null), ("source", forecast.Source), ("how", how), ("origin", forecast.Origin),
            ("fit_bar", forecast.FitBar), ("bars", forecast.Bars), ("prices", forecast.PriceSource),
        ];
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
        journalist.Keep(WindowRecord.Of(result, time.GetUtcNow()));
    }

    public void Warn(string message) => journalist.Tell("warning", message);
}
