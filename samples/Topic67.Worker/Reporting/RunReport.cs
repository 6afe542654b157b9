using System.Globalization;
using System.Numerics;
using Allora.Sdk;
using Allora.Sdk.Values;

namespace Topic67.Worker.Reporting;

/// <summary>Counts the windows by status, for the summary.</summary>
internal sealed class RunReport
{
    private readonly Dictionary<SubmissionStatus, int> _fates = [];
    private readonly List<double> _sent = [];
    private readonly List<double> _answered = [];
    private readonly List<double> _confirmed = [];
    private readonly List<double> _predicted = [];
    private BigInteger _fees;

    public int Windows { get; private set; }

    public int Included => Count(SubmissionStatus.Included);

    public int Missed => Count(SubmissionStatus.Missed) + Count(SubmissionStatus.Rejected);

    public void Add(SubmissionResult result)
    {
        Windows++;
        _fates[result.Status] = Count(result.Status) + 1;
        Note(_predicted, result.Timings.Prediction);
        Note(_sent, result.Timings.OwnLatency);
        Note(_answered, result.Timings.BroadcastAnswered - result.Timings.Prediction);
        Note(_confirmed, result.Timings.Confirmed);
        if (result.Height is not null && result.Fee is { } fee)
            _fees += fee.Value;
        _fees += result.FeesBurned.Value;
    }

    public IEnumerable<string> Summary(long residentBytes)
    {
        yield return FormattableString.Invariant(
            $"windows={Windows} included={Included} missed={Missed} already={Count(SubmissionStatus.AlreadySubmitted)} skipped={Count(SubmissionStatus.Skipped)} dry={Count(SubmissionStatus.DryRun)}");
        yield return FormattableString.Invariant(
            $"latency_ms predict p50={P(_predicted, 50)} p99={P(_predicted, 99)}; frame to BroadcastTx sent, model aside p50={P(_sent, 50)} p99={P(_sent, 99)}; answered p50={P(_answered, 50)} p99={P(_answered, 99)}; confirmed p50={P(_confirmed, 50)} p99={P(_confirmed, 99)}");
        yield return FormattableString.Invariant($"fees={_fees}uallo ({new UAllo(_fees).ToAllo()} ALLO) rss={residentBytes / (1024.0 * 1024.0):F0}MB");
    }

    private int Count(SubmissionStatus status) => _fates.GetValueOrDefault(status);

    private static void Note(List<double> list, TimeSpan? span)
    {
        if (span is { } value)
            list.Add(value.TotalMilliseconds);
    }

    private static string P(List<double> values, int percent)
    {
        if (values.Count == 0)
            return "none";
        var sorted = values.Order().ToList();
        var rank = (int)Math.Ceiling(percent / 100.0 * sorted.Count) - 1;
        return sorted[Math.Clamp(rank, 0, sorted.Count - 1)].ToString("F2", CultureInfo.InvariantCulture);
    }
}
