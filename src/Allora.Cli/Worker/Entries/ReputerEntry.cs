using Allora.Sdk.Values;

namespace Allora.Cli.Worker.Entries;

/// <summary>A reputer: the truth over HTTP, and a loss by name or over HTTP.</summary>
internal sealed record ReputerEntry : ModelEntry
{
    /// <summary>A GET address that answers with the ground truth of a nonce: a number, or labels for a topic that has them.</summary>
    public required string TruthEndpoint { get; init; }

    /// <summary>The same for a topic with labels, if it differs. Null: <see cref="TruthEndpoint"/>.</summary>
    public string? LabelsTruthEndpoint { get; init; }

    /// <summary>A loss by its name and parameters, such as "zptae std=0.05". Null: the one that the topic names.</summary>
    public string? Loss { get; init; }

    /// <summary>The same for a topic with labels: the mean over the truth's labels.</summary>
    public string? LabelsLoss { get; init; }

    /// <summary>A service that calculates losses instead: POST /calculate and /is_never_negative below this address.</summary>
    public string? LossService { get; init; }

    /// <summary>The same for a topic with labels, if it differs. Null: <see cref="LossService"/>.</summary>
    public string? LabelsLossService { get; init; }

    /// <summary>Options that the loss service gets in addition to truth and value.</summary>
    public IReadOnlyDictionary<string, string> LossOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether losses are never below zero. Null: the loss service is queried.</summary>
    public bool? IsNeverNegative { get; init; }

    /// <summary>The own stake to maintain. Null: nothing is staked.</summary>
    public UAllo? MinimumStake { get; init; }

    public override IEnumerable<(string What, string Address)> Addresses =>
        new[] { ("truths", TruthEndpoint), ("truths with labels", LabelsTruthEndpoint), ("losses", LossService), ("losses with labels", LabelsLossService) }.Where(static one => one.Item2 is not null)!;
}
