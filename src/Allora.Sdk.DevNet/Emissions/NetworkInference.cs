using System.Collections.Immutable;
using Allora.Sdk.DevNet.Chain.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions;

/// <summary>
/// The network's inference. Simplified: combined and naive value are the plain mean of the active inferers, without regrets,
/// and forecasts have no part in it.
/// </summary>
internal static class NetworkInference
{
    public static NetworkInferenceBundle Of(TopicState topic, Epoch epoch)
    {
        var bundle = new NetworkInferenceBundle { TopicId = topic.Id, Nonce = epoch.Nonce };
        var active = epoch.ActiveInferers;
        bundle.CombinedValue.AddRange(Labelled(epoch, Mean(epoch, active)));
        bundle.NaiveValue.AddRange(Labelled(epoch, Mean(epoch, active)));
        foreach (var worker in active)
        {
            var own = new WorkerInference { Worker = worker };
            own.Values.AddRange(Labelled(epoch, epoch.Labels.Select(label => ValueOf(epoch, worker, label))));
            bundle.InfererValues.Add(own);
        }

        if (active.Count > 1)
        {
            foreach (var withheld in active)
            {
                var without = new OneOutInfererValue { WithheldInferer = withheld };
                without.CombinedInference.AddRange(Labelled(epoch, Mean(epoch, [.. active.Where(worker => worker != withheld)])));
                bundle.OneOutInfererValues.Add(without);
            }
        }

        return bundle;
    }

    private static Dec ValueOf(Epoch epoch, string worker, string label) => epoch.Inferences[worker].ValueOf(label) ?? Dec.Zero;

    private static IEnumerable<Dec> Mean(Epoch epoch, ImmutableList<string> workers) => epoch.Labels.Select(label =>
    {
        var sum = workers.Aggregate(Dec.Zero, (total, worker) => total + ValueOf(epoch, worker, label));
        return workers.Count == 1 ? ValueOf(epoch, workers[0], label) : (sum / new System.Numerics.BigInteger(workers.Count)).Reduced();
    });

    private static IEnumerable<LabeledValue> Labelled(Epoch epoch, IEnumerable<Dec> values) => values.Select((value, index) =>
        new LabeledValue { LabelId = (uint)index + 1, LabelName = epoch.Labels[index], Value = value.ToString() });
}
