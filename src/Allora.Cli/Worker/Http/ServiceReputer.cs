using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Sdk.Chain;
using Allora.Sdk.Roles;

namespace Allora.Cli.Worker.Http;

/// <summary>A reputer with truth and losses over HTTP. Every value of the network is queried once, before any is judged.</summary>
internal sealed class ServiceReputer(HttpTruth truth, LossService losses, LossService lossesOfLabels) : IReputerFunction
{
    private const int AtOnce = 8;
    private const int Remembered = 16;

    // The truth of a nonce is queried once, whatever is retried.
    private readonly Dictionary<long, GroundTruth> _truths = [];

    public async ValueTask<LossFunction> PrepareAsync(ReputerContext context, CancellationToken cancellationToken)
    {
        var known = await TruthAsync(context, cancellationToken);
        if (known.SkipReason is { } why)
            return LossFunction.Skip(why);
        var service = context.Topic.IsMulti ? lossesOfLabels : losses;
        var isNeverNegative = await service.IsNeverNegativeAsync(cancellationToken);
        var answers = new ConcurrentDictionary<string, double?>(StringComparer.Ordinal);
        JsonNode y = known.Scalar is { } scalar ? JsonValue.Create(scalar.ToString("R", CultureInfo.InvariantCulture)) : Labelled(known.LabelValues.Select(static one => (one.Key, one.Value.ToString("R", CultureInfo.InvariantCulture))));
        await Parallel.ForEachAsync(
            Values(context.Network).Where(value => value.IsScalar || HasLabelsOf(known, value)).DistinctBy(static value => value.ToString()),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (value, token) => answers[value.ToString()] = await service.CalculateAsync(y, Json(value), token));
        return isNeverNegative ? LossFunction.Of(Answered) : LossFunction.OfLogarithm(Answered);

        double Answered(NetworkValue value) => answers.GetValueOrDefault(value.ToString())
            ?? throw new ArgumentOutOfRangeException(nameof(value), $"the loss service has no loss for {value}");
    }

    // The labels of truth and prediction must be the same set.
    private static bool HasLabelsOf(GroundTruth truth, NetworkValue value) =>
        truth.LabelValues.Count == value.Exact.Count && truth.LabelValues.Keys.All(value.Exact.ContainsKey);

    private static JsonNode Json(NetworkValue value) =>
        value.IsScalar ? JsonValue.Create(value.ToString()) : Labelled(value.Exact.Select(static one => (one.Key, one.Value.ToString())));

    private static JsonArray Labelled(IEnumerable<(string Label, string Value)> values) =>
        new([.. values.OrderBy(static one => one.Label, StringComparer.Ordinal).Select(static one => new JsonObject { ["label"] = one.Label, ["value"] = one.Value })]);

    private async Task<GroundTruth> TruthAsync(ReputerContext context, CancellationToken cancellationToken)
    {
        lock (_truths)
        {
            if (_truths.TryGetValue(context.Nonce, out var kept))
                return kept;
        }

        var answer = await truth.GetAsync(context, cancellationToken);
        lock (_truths)
        {
            if (_truths.Count >= Remembered)
                _truths.Remove(_truths.Keys.Min());
            _truths[context.Nonce] = answer;
        }

        return answer;
    }

    private static IEnumerable<NetworkValue> Values(NetworkInference network) =>
    [
        .. new[] { network.Combined, network.Naive }.OfType<NetworkValue>(),
        .. network.Inferers.Concat(network.Forecasters).Concat(network.OneOutInferers).Concat(network.OneOutForecasters).Concat(network.OneInForecasters).Select(static one => one.Value),
        .. network.OneOutInfererForecasters.Select(static one => one.Value),
    ];
}
