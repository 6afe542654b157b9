using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Rewards;

/// <summary>The entropy of a task's reward fractions: how evenly it is performed, and by how many. (Specification 6.5.)</summary>
public static class TaskEntropy
{
    /// <summary>The entropy of a task with one actor: a quarter of ln 2, cut.</summary>
    public static readonly Dec SingleActor = Dec.Parse("0.173286795139986");

    /// <summary>
    /// H = -sum f ln f * (N_eff / N)^beta with N_eff = 1 / sum f^2, for the averages f normalised over the present actors.
    /// </summary>
    /// <param name="averages">The moving averages of the fractions of the actors present.</param>
    /// <param name="beta">beta_entropy.</param>
    /// <exception cref="EmissionsException">There is no actor, or an average is 0.</exception>
    public static Dec Compute(ImmutableArray<WorkerValue> averages, Dec beta)
    {
        if (averages.Length == 0)
            throw new EmissionsException(EmissionsError.NothingToCompute, "No actor has a reward fraction.");
        var sum = averages.Select(static one => one.Value).Sum();
        Dec[] fractions = [.. averages.Select(one => one.Value / sum)];
        if (fractions.Length == 1)
            return SingleActor;
        var effective = Dec.One / fractions.Select(static fraction => fraction * fraction).Sum();
        var entropy = fractions.Select(static fraction => fraction * DecMath.Ln(fraction)).Sum();
        return -entropy * DecMath.Pow(effective / fractions.Length, beta);
    }
}
