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
    private readonly EmissionsParameters _parameters;

    public Consensus(ReputerLosses[] reputers, EmissionsParameters parameters)
    {
        _parameters = parameters;
        _stakes = Array.ConvertAll(reputers, static one => one.Stake);
        _totalStake = _stakes.Sum();
        _entries = LossVectors.Of(reputers);
    }

    /// <summary>The scores of all reputers.</summary>
    public Dec[] Scores(Dec[] coefficients)
    {
        var adjusted = AdjustedStakes(coefficients);
        var squares = new Dec[_stakes.Length];
        var norm = Dec.Zero;
        foreach (var entry in _entries)
        {
            var consensus = Mean(entry, adjusted);
            norm += consensus * consensus;
            var farthest = Farthest(entry, consensus);
            for (var m = 0; m < squares.Length; m++)
            {
                var distance = (entry[m] ?? farthest) - consensus;
                squares[m] += distance * distance;
            }
        }

        var length = DecMath.Sqrt(norm);
        if (length.IsZero)
            length = _parameters.EpsilonSafeDiv;
        return Array.ConvertAll(squares, square => Dec.One / ((DecMath.Sqrt(square) / length) + _parameters.EpsilonReputer));
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

    private static Dec Mean(Dec?[] entry, Dec[] adjusted)
    {
        var total = Dec.Zero;
        for (var m = 0; m < entry.Length; m++)
        {
            if (entry[m].HasValue)
                total += adjusted[m];
        }

        var mean = Dec.Zero;
        for (var m = 0; m < entry.Length; m++)
        {
            if (entry[m] is { } loss)
                mean += loss * adjusted[m] / total;
        }

        return mean;
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
