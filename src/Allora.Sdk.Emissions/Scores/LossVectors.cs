using System.Collections.Immutable;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Scores;

/// <summary>
/// Reputers' bundles as vectors over the union of their entries: combined, naive, inferers, forecasters, one-out inferers of forecasters,
/// one-out inferers, one-out forecasters, one-in forecasters.
/// </summary>
internal static class LossVectors
{
    /// <summary>By entry, then by reputer; null if the reputer left the entry out.</summary>
    public static Dec?[][] Of(ReputerLosses[] reputers)
    {
        var entries = new SortedDictionary<(int Kind, string First, string Second), Dec?[]>(Comparer<(int Kind, string First, string Second)>.Create(
            static (left, right) =>
            {
                var kind = left.Kind.CompareTo(right.Kind);
                var first = kind != 0 ? kind : string.CompareOrdinal(left.First, right.First);
                return first != 0 ? first : string.CompareOrdinal(left.Second, right.Second);
            }));
        for (var m = 0; m < reputers.Length; m++)
        {
            var losses = reputers[m].Losses;
            Set(0, "", "", losses.Combined);
            Set(1, "", "", losses.Naive);
            SetAll(2, losses.Inferers);
            SetAll(3, losses.Forecasters);
            foreach (var row in losses.OneOutInfererForecasters)
            {
                foreach (var cell in row.WithheldInferers)
                    Set(4, row.Forecaster, cell.Worker, cell.Value);
            }

            SetAll(5, losses.OneOutInferers);
            SetAll(6, losses.OneOutForecasters);
            SetAll(7, losses.OneInForecasters);

            void SetAll(int kind, ImmutableArray<WorkerValue> values)
            {
                foreach (var value in values)
                    Set(kind, value.Worker, "", value.Value);
            }

            void Set(int kind, string first, string second, Dec value)
            {
                if (!entries.TryGetValue((kind, first, second), out var row))
                    entries[(kind, first, second)] = row = new Dec?[reputers.Length];
                row[m] ??= value;
            }
        }

        return [.. entries.Values];
    }
}
