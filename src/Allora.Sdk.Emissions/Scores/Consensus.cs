using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Scores;

/// <summary>
/// The consensus of reputers' losses for given listening coefficients, and each reputer's closeness to it:
/// C_m = 1 / (d_m / |v| + epsilon_reputer).
/// </summary>
internal sealed class Consensus
{
    private readonly Dec[] _stakes;
    private readonly Dec _totalStake;
    private readonly Dec?[][] _entries;
    private readonly ulong[] _present;
    private readonly ulong _all;
    private readonly EmissionsParameters _parameters;

    public Consensus(ReputerLosses[] reputers, EmissionsParameters parameters)
    {
        _parameters = parameters;
        _stakes = Array.ConvertAll(reputers, static one => one.Stake);
        _totalStake = _stakes.Sum();
        _entries = LossVectors.Of(reputers);
        _all = Mask(Array.ConvertAll(reputers, static _ => (Dec?)Dec.Zero), 0);
        _present = [.. _entries.Select(Mask)];
    }

    /// <summary>Who reported an entry, a bit for each reputer; with more reputers than bits, each entry is on its own.</summary>
    private static ulong Mask(Dec?[] entry, int index)
    {
        if (entry.Length >= 64)
            return (1UL << 63) + (ulong)index;
        var mask = 0UL;
        for (var m = 0; m < entry.Length; m++)
            mask |= entry[m].HasValue ? 1UL << m : 0;
        return mask;
    }

    /// <summary>The scores of all reputers.</summary>
    public Dec[] Scores(Dec[] coefficients)
    {
        var adjusted = AdjustedStakes(coefficients);
        var totals = new Dictionary<ulong, DecDivisor>();
        var squares = new ExactSum[_stakes.Length];
        var norm = default(ExactSum);
        for (var x = 0; x < _entries.Length; x++)
        {
            var entry = _entries[x];
            // Entries that the same reputers reported have the same total stake.
            if (!totals.TryGetValue(_present[x], out var total))
                totals[_present[x]] = total = Total(entry, adjusted);
            var consensus = Mean(entry, adjusted, total);
            norm.Add(consensus * consensus);
            var farthest = _present[x] == _all ? Dec.Zero : Farthest(entry, consensus);
            for (var m = 0; m < squares.Length; m++)
            {
                var distance = (entry[m] ?? farthest) - consensus;
                squares[m].Add(distance * distance);
            }
        }

        var length = DecMath.Sqrt(norm.Value);
        if (length.IsZero)
            length = _parameters.EpsilonSafeDiv;
        return Array.ConvertAll(squares, square => Dec.One / ((DecMath.Sqrt(square.Value) / length) + _parameters.EpsilonReputer));
    }

    /// <summary>The goal of the ascent: the stake-weighted sum of scores.</summary>
    public Dec Target(Dec[] scores)
    {
        var sum = Dec.Zero;
        for (var m = 0; m < scores.Length; m++)
            sum += scores[m] * _stakes[m];
        return sum;
    }

    /// <summary>The share of the stake that is listened to.</summary>
    public Dec StakeFraction(Dec[] coefficients)
    {
        var sum = Dec.Zero;
        for (var m = 0; m < coefficients.Length; m++)
            sum += coefficients[m] * _stakes[m];
        return sum / _totalStake;
    }

    private Dec[] AdjustedStakes(Dec[] coefficients)
    {
        var weighted = Dec.Zero;
        for (var m = 0; m < coefficients.Length; m++)
            weighted += coefficients[m] * _stakes[m];
        Dec count = _stakes.Length;
        return [.. coefficients.Select((coefficient, m) => Dec.Min(count * coefficient * _stakes[m] / weighted, Dec.One))];
    }

    private static DecDivisor Total(Dec?[] entry, Dec[] adjusted)
    {
        var total = default(ExactSum);
        for (var m = 0; m < entry.Length; m++)
        {
            if (entry[m].HasValue)
                total.Add(adjusted[m]);
        }

        return new DecDivisor(total.Value);
    }

    private static Dec Mean(Dec?[] entry, Dec[] adjusted, DecDivisor total)
    {
        var mean = default(ExactSum);
        for (var m = 0; m < entry.Length; m++)
        {
            if (entry[m] is { } loss)
                mean.Add(total.Divide(loss * adjusted[m]));
        }

        return mean.Value;
    }

    /// <summary>The reported value that is farthest from the consensus, for reputers that left the entry out.</summary>
    private static Dec Farthest(Dec?[] entry, Dec consensus)
    {
        var (farthest, distance) = (Dec.Zero, -Dec.One);
        foreach (var value in entry)
        {
            if (value is { } loss && (consensus - loss).Abs() is var away && away > distance)
                (farthest, distance) = (loss, away);
        }

        return farthest;
    }
}
