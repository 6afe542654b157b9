using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>
/// The mean of inferences weighted by regrets, label by label: sum w I / max(sum w, epsilon_safe_div). While all inferers are new it is the
/// plain mean of the inferers. (Specification 2.3.)
/// </summary>
internal sealed class WeightedMean(NetworkInferenceInputs inputs, ImmutableArray<WorkerValues> inferences)
{
    private readonly int _labels = inferences[0].Values.Length;
    private readonly bool _allNew = inputs.InitialRegret.IsZero;

    public sealed record Result(ImmutableArray<Dec> Values, Dec[] InfererWeights, Dec[] ForecasterWeights);

    public Result Of(
        ImmutableArray<WorkerValues> inferers,
        Dec?[] infererRegrets,
        ImmutableArray<WorkerValues> forecasters,
        Dec?[] forecasterRegrets)
    {
        Dec?[] regrets = [.. infererRegrets, .. forecasterRegrets];
        var scale = RegretWeights.Scale(inputs.RegretScale, regrets, inputs.Topic.Epsilon);
        var weights = RegretWeights.Compute(regrets, scale, inputs.Topic.PNorm, inputs.Topic.CNorm);
        var values = _allNew ? PlainMean(inferers) : Mean([.. inferers, .. forecasters], weights);
        return new Result(values, weights[..inferers.Length], weights[inferers.Length..]);
    }

    private ImmutableArray<Dec> PlainMean(ImmutableArray<WorkerValues> inferers) =>
        [.. Enumerable.Range(0, _labels).Select(label => inferers.Select(one => one.Values[label]).Sum() / inferers.Length)];

    private ImmutableArray<Dec> Mean(ImmutableArray<WorkerValues> workers, Dec[] weights)
    {
        var used = Enumerable.Range(0, workers.Length).Where(i => !weights[i].IsZero).ToArray();
        if (used.Length == 0 && inputs.Version != EmissionsVersion.V9)
            throw new EmissionsException(EmissionsError.NothingToCompute, "No worker has a weight.");
        var divisor = Dec.Max(used.Select(i => weights[i]).Sum(), inputs.Parameters.EpsilonSafeDiv);
        return [.. Enumerable.Range(0, _labels).Select(label => used.Select(i => weights[i] * workers[i].Values[label]).Sum() / divisor)];
    }
}
