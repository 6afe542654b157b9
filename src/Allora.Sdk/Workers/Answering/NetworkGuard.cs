using System.Globalization;
using System.Numerics;
using Allora.Sdk.Chain;
using Allora.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Answering;

/// <summary>
/// Compares predictions with others' inferences of the topic's last closed window, which are read when the chain is polled: a window's answer waits for no
/// query. All in decimals, since it decides about a submission.
/// </summary>
internal sealed class NetworkGuard(AlloraClient client, string address, WorkerOptions options)
{
    /// <summary>Fewer values have no spread to speak of.</summary>
    public const int FewestValues = 10;

    // 10^3 times the distance between the quartiles.
    private const int SpreadsExponent = 3;

    private static readonly TimeSpan Refreshed = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Old = TimeSpan.FromHours(1);

    private volatile Known? _known;

    private bool IsOn => options.Guards.Network != GuardAction.Off;

    /// <summary>
    /// The finding about a prediction; null if there is none, or if nothing is known to compare with. Before one costs a window, each endpoint is queried: the
    /// known values are one node's word, and perhaps of a while ago.
    /// </summary>
    /// <exception cref="AlloraException">No node answered.</exception>
    public async Task<GuardFinding?> CheckAsync(Prediction prediction, CancellationToken cancellationToken)
    {
        var finding = Find(prediction);
        if (finding is not { Severity: GuardSeverity.Refusal })
            return finding;
        var lists = await client.GetLatestInferencesOfEachAsync(options.TopicId, cancellationToken).ConfigureAwait(false);
        if (lists.Count > 0 && lists.All(list => Judge(prediction.Scalar!.Value, Others(list)) is not null))
            return finding;
        _known = null;
        return null;
    }

    private GuardFinding? Find(Prediction prediction) =>
        IsOn && prediction.Scalar is { } value && _known is { } known && client.Time.GetElapsedTime(known.At) <= Old && Judge(value, known.Values) is { } message
            ? new GuardFinding { Guard = GuardKind.Network, Severity = options.Guards.Network == GuardAction.Refuse ? GuardSeverity.Refusal : GuardSeverity.Warning, Message = message }
            : null;

    /// <summary>Reads the values again if they are not recent. Values that cannot be read judge nothing.</summary>
    public async Task RefreshAsync(WindowSide side, ILogger logger, CancellationToken cancellationToken)
    {
        if (!IsOn || side != WindowSide.Worker || (_known is { } known && client.Time.GetElapsedTime(known.At) < Refreshed))
            return;
        try
        {
            var inferences = await client.GetLatestInferencesAsync(options.TopicId, cancellationToken).ConfigureAwait(false);
            _known = new Known(Others(inferences), client.Time.GetTimestamp());
        }
        catch (AlloraException exception)
        {
            WorkerLog.ZScoreUnknown(logger, options.TopicId, exception.Message);
        }
    }

    /// <summary>The reason to hold a value back; null if there is none.</summary>
    /// <param name="value">The prediction.</param>
    /// <param name="values">Others' values, in ascending order.</param>
    public static string? Judge(ChainDecimal value, IReadOnlyList<ChainDecimal> values)
    {
        if (values.Count < FewestValues)
            return null;
        var median = values[values.Count / 2];
        var spread = ChainDecimalSum.Distance(values[values.Count / 4], values[values.Count * 3 / 4]);
        if (spread.IsZero)
            return null;
        var limit = new ChainDecimal(BigInteger.Abs(spread.Coefficient), spread.Exponent + SpreadsExponent, negative: false);
        return ChainDecimalSum.Distance(value, median) > limit
            ? string.Create(CultureInfo.InvariantCulture, $"{value} is further from {median}, the median of {values.Count} other inferers, than 1000 times the distance {spread} between their quartiles; if it is right, set {nameof(GuardOptions)}.{nameof(GuardOptions.Network)} to {nameof(GuardAction.Report)}")
            : null;
    }

    private List<ChainDecimal> Others(IReadOnlyList<(string Address, ChainDecimal Value)> inferences) =>
        [.. inferences.Where(pair => pair.Address != address).Select(pair => pair.Value).Order()];

    private sealed record Known(IReadOnlyList<ChainDecimal> Values, long At);
}
