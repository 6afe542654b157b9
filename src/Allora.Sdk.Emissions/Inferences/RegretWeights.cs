using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>
/// Weights from regrets, the rule behind every network inference: x = regret / scale, w = phi'(x) / phi'(x_max) with
/// phi'(x) = p / (e^{p (c - x)} + 1). (The chain's inference synthesis; specification 2.2.)
/// </summary>
public static class RegretWeights
{
    /// <summary>The scale of regrets: the stored one if it is above 0, else 1.4826 MAD + epsilon of the regrets at hand.</summary>
    /// <param name="stored">The topic's stored regret scale.</param>
    /// <param name="regrets">The regrets of this computation; null for a worker without one.</param>
    /// <param name="epsilon">The topic's epsilon.</param>
    public static Dec Scale(Dec stored, IReadOnlyList<Dec?> regrets, Dec epsilon) =>
        stored.Sign > 0 ? stored : DecStatistics.RobustScale([.. regrets.Where(static regret => regret.HasValue).Select(static regret => regret!.Value)], epsilon);

    /// <summary>A weight for each regret, from 0 to 1; the best worker's is 1, or a last digit less.</summary>
    /// <param name="regrets">The regrets; a worker without one (null) is weighted as if it were 0, but is never the best.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="p">The topic's p_norm.</param>
    /// <param name="c">The topic's c_norm.</param>
    /// <exception cref="EmissionsException">No worker has a regret.</exception>
    public static Dec[] Compute(IReadOnlyList<Dec?> regrets, Dec scale, Dec p, Dec c)
    {
        ArgumentNullException.ThrowIfNull(regrets);
        var normalised = new Dec[regrets.Count];
        var divisor = new DecDivisor(scale);
        Dec? best = null;
        for (var i = 0; i < normalised.Length; i++)
        {
            if (regrets[i] is not { } regret)
                continue;
            normalised[i] = divisor.Divide(regret);
            best = best is { } sofar ? Dec.Max(sofar, normalised[i]) : normalised[i];
        }

        if (best is not { } max)
            throw new EmissionsException(EmissionsError.NothingToCompute, "No worker has a regret to be weighted by.");
        var top = new Gradient(-(p * (max - c)));
        return Array.ConvertAll(normalised, x => top.RelativeTo(-(p * (x - c))));
    }

    /// <summary>(1 + e^a) / (1 + e^b) for one a and many b, in the form whose exponentials are at most 1.</summary>
    private readonly struct Gradient
    {
        private readonly Dec _a;
        private readonly Dec _exponential;

        public Gradient(Dec a)
        {
            _a = a;
            _exponential = DecMath.Exp(a.Sign > 0 ? -a : a);
        }

        public Dec RelativeTo(Dec b)
        {
            if (b.Sign <= 0)
            {
                var below = DecMath.Exp(b) + Dec.One;
                return _a.Sign <= 0
                    ? (_exponential + Dec.One) / below
                    : DecMath.Exp(_a) * (_exponential + Dec.One) / below;
            }

            var small = DecMath.Exp(-b);
            return (_a.Sign <= 0 ? small : DecMath.Exp(_a - b)) * (_exponential + Dec.One) / (small + Dec.One);
        }
    }
}
