using Allora.Sdk.Chain;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Losses;
using Allora.Sdk.Values;

namespace Allora.Sdk.Roles;

/// <summary>
/// Calculates the loss of every value of the network. A worker whose value has no loss (outside the loss's domain) is left out and named: one
/// worker must not be able to silence every reputer. The combined and the naive value must have one.
/// </summary>
internal sealed class ReputerBundleBuilder(LossFunction losses)
{
    private readonly List<string> _excluded = [];

    /// <summary>The workers that were left out, with the reasons.</summary>
    public IReadOnlyList<string> Excluded => _excluded;

    /// <exception cref="AlloraException">The network's own value has no loss, or none of the inferers has (<see cref="AlloraErrorReason.InvalidPrediction"/>).</exception>
    public ReputerBundle Build(NetworkInference network, string reputer)
    {
        var bundle = new ReputerBundle
        {
            Reputer = reputer,
            TopicId = network.TopicId,
            Nonce = network.Nonce,
            ExtraData = losses.ExtraData,
            Combined = Required("combined_value", network.Combined),
            Naive = Required("naive_value", network.Naive),
            Inferers = Losses("inferer_values", network.Inferers),
            Forecasters = Losses("forecaster_values", network.Forecasters),
            OneOutInferers = Losses("one_out_inferer_values", network.OneOutInferers),
            OneOutForecasters = Losses("one_out_forecaster_values", network.OneOutForecasters),
            OneInForecasters = Losses("one_in_forecaster_values", network.OneInForecasters),
            OneOutInfererForecasters = Grouped(network.OneOutInfererForecasters),
        };
        if (bundle.Inferers.Count == 0 && _excluded.Count > 0)
            throw PayloadRule.Values("inferer_values", $"no inferer has a loss, and the chain takes no bundle without one: {_excluded[0]}");
        ReputerBundleRules.Require(bundle);
        return bundle;
    }

    private ChainDecimal Required(string field, NetworkValue? value)
    {
        if (value is null)
            throw PayloadRule.Values(field, "the network has no such value for this nonce");
        try
        {
            return LossOf(value);
        }
        catch (ArgumentOutOfRangeException outside)
        {
            throw PayloadRule.Values(field, $"the network's value {value} has no loss: {outside.Message}");
        }
    }

    private List<KeyValuePair<string, ChainDecimal>> Losses(string field, IReadOnlyList<WorkerValue> values)
    {
        var losses = new List<KeyValuePair<string, ChainDecimal>>(values.Count);
        foreach (var one in values)
        {
            if (LossOrNull(field, one.Worker, one.Value) is { } loss)
                losses.Add(KeyValuePair.Create(one.Worker, loss));
        }

        return losses;
    }

    // By forecaster, in the network's order.
    private List<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, ChainDecimal>>>> Grouped(IReadOnlyList<ForecasterValue> values) =>
    [
        .. from value in values
           group value by value.Forecaster into forecaster
           let losses = Losses($"one_out_inferer_forecaster_values of {forecaster.Key}", [.. forecaster.Select(one => new WorkerValue
           {
               Worker = one.WithheldInferer,
               Value = one.Value,
           })])
           where losses.Count > 0
           select KeyValuePair.Create(forecaster.Key, (IReadOnlyList<KeyValuePair<string, ChainDecimal>>)losses),
    ];

    private ChainDecimal? LossOrNull(string field, string worker, NetworkValue value)
    {
        try
        {
            return LossOf(value);
        }
        catch (ArgumentOutOfRangeException outside)
        {
            _excluded.Add($"{field}: {worker} with {value}: {outside.Message}");
            return null;
        }
    }

    private ChainDecimal LossOf(NetworkValue value)
    {
        var loss = losses.Function!(value);
        return losses.IsLogarithm ? LogLoss.OfLogarithm(loss) : LogLoss.Of(loss);
    }
}
