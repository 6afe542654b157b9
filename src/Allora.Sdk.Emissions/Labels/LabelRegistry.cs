using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Labels;

/// <summary>The labels of an epoch, in the order in which admitted inferences named them first. Ids count from 1. (Specification 2.7.)</summary>
/// <param name="Labels">The labels by id.</param>
public sealed record LabelRegistry(ImmutableArray<string> Labels)
{
    /// <summary>No labels yet.</summary>
    public static LabelRegistry Empty { get; } = new(ImmutableArray<string>.Empty);

    /// <summary>
    /// An admitted inference's values that differ from the default, after the checks of unity, and the registry with their labels.
    /// </summary>
    /// <param name="values">The values as submitted, with canonical labels, each label once.</param>
    /// <param name="topic">The topic's parameters.</param>
    /// <param name="maxSize">max_epoch_label_registry_size.</param>
    /// <exception cref="EmissionsException">
    /// There is no value, the values break the topic's rule of unity, all are the default value, or the registry is full.
    /// </exception>
    public (LabelRegistry Registry, ImmutableArray<LabeledValue> Values) Admit(ImmutableArray<LabeledValue> values, TopicParameters topic, ulong maxSize)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (values.Length == 0)
            throw new EmissionsException(EmissionsError.RuleViolated, "An inference with labels needs labelled values.");
        if (topic.RequireUnity && values.Select(static one => one.Value).Sum() is var sum && (sum - Dec.One).Abs() > topic.UnityTolerance)
            throw new EmissionsException(EmissionsError.RuleViolated, $"The values add up to {sum}, further from 1 than {topic.UnityTolerance}.");
        ImmutableArray<LabeledValue> kept = [.. values.Where(one => one.Value != topic.LabelDefaultValue)];
        if (kept.Length == 0)
            throw new EmissionsException(EmissionsError.RuleViolated, "All values are the default value.");
        var labels = Labels.AddRange(kept.Select(static one => one.Label).Where(label => !Labels.Contains(label)));
        if ((ulong)labels.Length > maxSize)
            throw new EmissionsException(EmissionsError.RuleViolated, $"The epoch would have more than {maxSize} labels.");
        return (new LabelRegistry(labels), kept);
    }

    /// <summary>
    /// The registry at the close of the window: labels that no committed inference has a value for are dropped, the others keep their order.
    /// </summary>
    /// <param name="inferences">The committed inferences' values that differ from the default.</param>
    public LabelRegistry Freeze(IEnumerable<ImmutableArray<LabeledValue>> inferences)
    {
        ArgumentNullException.ThrowIfNull(inferences);
        var used = inferences.SelectMany(static values => values.Select(static one => one.Label)).ToHashSet(StringComparer.Ordinal);
        return new LabelRegistry([.. Labels.Where(used.Contains)]);
    }

    /// <summary>An inference as a vector over the registry's labels; labels without a value have the default.</summary>
    /// <param name="values">The inference's values.</param>
    /// <param name="defaultValue">The topic's label_default_value.</param>
    public ImmutableArray<Dec> Pad(ImmutableArray<LabeledValue> values, Dec defaultValue)
    {
        var known = values.ToDictionary(static one => one.Label, static one => one.Value, StringComparer.Ordinal);
        return [.. Labels.Select(label => known.TryGetValue(label, out var value) ? value : defaultValue)];
    }
}
