using Allora.Sdk.Chain;
using Allora.Sdk.Encodings;
using Allora.Sdk.Losses;

namespace Allora.Sdk.Roles;

/// <summary>Which loss a reputer uses: the topic's own, one that is given, or a function for a whole map of labels.</summary>
public sealed class ReputerLoss
{
    private readonly Func<TopicInfo, Func<GroundTruth, NetworkValue, double>> _bind;

    private ReputerLoss(Func<TopicInfo, Func<GroundTruth, NetworkValue, double>> bind) => _bind = bind;

    /// <summary>The loss that the topic names (loss_method), for topics with one value. ztae and zptae need a standard deviation, so they must be given.</summary>
    public static ReputerLoss OfTopic { get; } = new(topic => Scalar(topic, Find(topic)));

    /// <summary>This loss, for topics with one value.</summary>
    /// <param name="loss">The loss.</param>
    public static ReputerLoss Of(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new ReputerLoss(topic => Scalar(topic, loss));
    }

    /// <summary>A loss by its name and parameters, such as "zptae std=0.05", for topics with one value.</summary>
    /// <param name="loss">Its name or an alias, and parameters, as in "huber delta=2": see <see cref="LossCatalog.Find(string)"/>.</param>
    /// <exception cref="ArgumentException">As <see cref="LossCatalog.Find(string)"/>.</exception>
    public static ReputerLoss Of(string loss) => Of(LossCatalog.Find(loss));

    /// <summary>A function from the truth's labels and a value's labels to one loss, for topics with labels.</summary>
    /// <param name="loss">From the true values and a value of the network, each by label, to a loss, 0 or above.</param>
    public static ReputerLoss OfLabels(Func<IReadOnlyDictionary<string, double>, IReadOnlyDictionary<string, double>, double> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new ReputerLoss(_ => (truth, value) => loss(LabelsOf(truth), value.Labels));
    }

    /// <summary>The mean of a loss over the truth's labels, for topics with labels; a label that a value does not have counts as 0, as on chain.</summary>
    /// <param name="loss">The loss of one label.</param>
    public static ReputerLoss MeanOverLabels(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return OfLabels((truth, value) => truth.Average(label => loss.Of(label.Value, value.GetValueOrDefault(label.Key))));
    }

    /// <summary>The option that is missing for this topic, such as a standard deviation; null if none is.</summary>
    /// <param name="topic">The topic.</param>
    public string? MissingFor(TopicInfo topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        try
        {
            Bind(topic);
            return null;
        }
        catch (ArgumentException missing)
        {
            return missing.Message;
        }
    }

    /// <exception cref="ArgumentException">The loss does not fit the topic; the message has the remedy.</exception>
    internal Func<GroundTruth, NetworkValue, double> Bind(TopicInfo topic) => _bind(topic);

    private static Loss Find(TopicInfo topic)
    {
        try
        {
            return LossCatalog.Find(topic.LossMethod);
        }
        catch (ArgumentException unknown)
        {
            throw new ArgumentException($"Topic {topic.Id} names the loss \"{topic.LossMethod}\". {unknown.Message} Give it with ReputerLoss.Of.", unknown);
        }
    }

    private static Func<GroundTruth, NetworkValue, double> Scalar(TopicInfo topic, Loss loss) => topic.IsMulti
        ? throw new ArgumentException($"Topic {topic.Id} has labels: give a loss for the whole map of labels, with ReputerLoss.OfLabels or ReputerLoss.MeanOverLabels.")
        : (truth, value) => loss.Of(ScalarOf(truth), value.Scalar);

    private static double ScalarOf(GroundTruth truth) => truth.Scalar
        ?? throw new InvalidOperationException("The truth has labels, but the topic takes one value: answer with GroundTruth.Value");

    private static IReadOnlyDictionary<string, double> LabelsOf(GroundTruth truth) => truth.LabelValues.Count > 0
        ? truth.LabelValues
        : throw new InvalidOperationException("The truth is one number, but the topic has labels: answer with GroundTruth.Labels");
}
