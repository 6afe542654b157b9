using System.Collections.Concurrent;
using System.Globalization;
using Allora.Sdk.Chain;
using Allora.Sdk.Roles;

namespace Allora.Cli.Worker;

/// <summary>A reputer whose truth and whose losses both come over HTTP. Every value of the network is asked for once, and before any is judged.</summary>
internal sealed class ServiceReputer(HttpTruth truth, LossService losses) : IReputerFunction
{
    private const int AtOnce = 8;
    private const int Remembered = 16;

    // The truth of a nonce is asked for once, whatever is tried again.
    private readonly Dictionary<long, GroundTruth> _truths = [];

    public async ValueTask<LossFunction> PrepareAsync(ReputerContext context, CancellationToken cancellationToken)
    {
        if (context.Topic.IsMulti)
            return LossFunction.Skip($"topic {context.TopicId} has labels, and a loss service takes one value: name a loss instead of loss_service");
        var known = await TruthAsync(context, cancellationToken);
        if (known.SkipReason is { } why)
            return LossFunction.Skip(why);
        var isNeverNegative = await losses.IsNeverNegativeAsync(cancellationToken);
        var answers = new ConcurrentDictionary<string, double?>(StringComparer.Ordinal);
        var y = known.Scalar!.Value.ToString("R", CultureInfo.InvariantCulture);
        await Parallel.ForEachAsync(
            Values(context.Network).Select(static value => value.ToString()).Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (value, token) => answers[value] = await losses.CalculateAsync(y, value, token));
        return isNeverNegative ? LossFunction.Of(Answered) : LossFunction.OfLogarithm(Answered);

        double Answered(NetworkValue value) => answers[value.ToString()]
            ?? throw new ArgumentOutOfRangeException(nameof(value), $"the loss service has no loss for {value}");
    }

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
