using System.Collections.Immutable;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Regrets;
using Allora.Sdk.Emissions.Sortition;

namespace Allora.Sdk.Emissions.Ledgers;

/// <summary>What the close of a reputer nonce made. Lists are ascending by address.</summary>
/// <param name="Ledger">The topic after it.</param>
/// <param name="Losses">The network's losses.</param>
/// <param name="InfererRegrets">The inferers' new regrets.</param>
/// <param name="ForecasterRegrets">The forecasters' new regrets.</param>
/// <param name="NaiveRegrets">The inferers' new naive regrets.</param>
/// <param name="InfererWeights">The inferers' normalised weights.</param>
/// <param name="ForecasterWeights">The forecasters' normalised weights.</param>
public sealed record ReputerCloseResult(
    TopicLedger Ledger,
    LossBundle Losses,
    ImmutableArray<WorkerValue> InfererRegrets,
    ImmutableArray<WorkerValue> ForecasterRegrets,
    ImmutableArray<WorkerValue> NaiveRegrets,
    ImmutableArray<WorkerValue> InfererWeights,
    ImmutableArray<WorkerValue> ForecasterWeights);

/// <summary>The close of a reputer nonce: network losses, regrets, initial regret, scale and weights. (Specification 3, 4 and 7.3.)</summary>
public static class ReputerClose
{
    /// <summary>Combines the reputers' losses and updates the topic.</summary>
    /// <param name="ledger">The topic before.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="reputers">
    /// The filtered bundles (<see cref="NetworkLosses.Filter"/>) of the active reputers, with the stakes of now. One that is for another nonce is stored
    /// with this one, but ignored in sums.
    /// </param>
    /// <param name="topic">The topic's parameters.</param>
    /// <param name="parameters">The module's parameters.</param>
    /// <exception cref="EmissionsException">No reputer with enough stake is left.</exception>
    public static ReputerCloseResult Run(
        TopicLedger ledger, long nonce, IReadOnlyList<ReputerLosses> reputers, TopicParameters topic, EmissionsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(reputers);
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(parameters);
        ImmutableArray<ReputerLosses> counted =
        [
            .. reputers.Where(one => one.Stake >= parameters.RequiredMinimumStake).OrderBy(static one => one.Reputer, StringComparer.Ordinal),
        ];
        var losses = NetworkLosses.Combine([.. counted.Where(static one => one.OtherNonce is null)]);
        var regrets = RegretUpdate.Apply(ledger.Regrets, losses, nonce, topic.AlphaRegret, ledger.InitialRegret);
        var inferers = New(losses.Inferers, regrets.Inferer);
        var forecasters = New(losses.Forecasters, regrets.Forecaster);
        Dec[] all = [.. inferers.Concat(forecasters).Select(static one => one.Value)];
        Dec[] experienced =
        [
            .. Experienced(inferers, ledger.Regrets.Inferer, ledger.Inferers, topic),
            .. Experienced(forecasters, ledger.Regrets.Forecaster, ledger.Forecasters, topic),
        ];
        var scale = DecStatistics.RobustScale(all, topic.Epsilon);
        var weights = RegretWeights.Compute(Array.ConvertAll(all, static regret => (Dec?)regret), scale, topic.PNorm, topic.CNorm);
        var sum = weights.Sum();
        ImmutableArray<WorkerValue> infererWeights = [.. inferers.Select((one, i) => one with { Value = weights[i] / sum })];
        ImmutableArray<WorkerValue> forecasterWeights =
            [.. forecasters.Select((one, i) => one with { Value = weights[inferers.Length + i] / sum })];
        return new ReputerCloseResult(
            ledger with
            {
                NetworkLosses = ledger.NetworkLosses.SetItem(nonce, losses),
                ReputerLosses = ledger.ReputerLosses.SetItem(nonce, counted),
                Regrets = regrets,
                InitialRegret = InitialRegret.Compute(experienced, all, topic, parameters),
                RegretScale = scale,
                Inferers = ledger.Inferers with { Weights = Set(ledger.Inferers.Weights, infererWeights) },
                Forecasters = ledger.Forecasters with { Weights = Set(ledger.Forecasters.Weights, forecasterWeights) },
            },
            losses,
            inferers,
            forecasters,
            New(losses.Inferers, regrets.NaiveInferer),
            infererWeights,
            forecasterWeights);
    }

    private static ImmutableArray<WorkerValue> New(ImmutableArray<WorkerValue> workers, ImmutableDictionary<string, TimestampedValue> family) =>
        [.. workers.Select(one => one with { Value = family[one.Worker].Value })];

    private static IEnumerable<Dec> Experienced(
        ImmutableArray<WorkerValue> regrets, ImmutableDictionary<string, TimestampedValue> before, RoleLedger role, TopicParameters topic) =>
        regrets
            .Where(one => InitialRegret.IsExperienced(before.ContainsKey(one.Worker), role.Inclusions.GetValueOrDefault(one.Worker), topic.AlphaRegret))
            .Select(static one => one.Value);

    private static ImmutableSortedDictionary<string, Dec> Set(ImmutableSortedDictionary<string, Dec> stored, ImmutableArray<WorkerValue> values) =>
        stored.SetItems(values.Select(static one => KeyValuePair.Create(one.Worker, one.Value)));
}
