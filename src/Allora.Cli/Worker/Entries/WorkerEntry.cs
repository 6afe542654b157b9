using Allora.Sdk;
using Allora.Sdk.Workers;

namespace Allora.Cli.Worker.Entries;

/// <summary>A worker: inferences, forecasts, or both in one transaction.</summary>
internal sealed record WorkerEntry : ModelEntry
{
    /// <summary>A GET address with {TopicId}, {BlockHeight} and names of parameters: answers a number as plain text.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The same for a topic with labels: answers [{"label": "...", "value": "..."}].</summary>
    public string? LabelsEndpoint { get; init; }

    /// <summary>A GET address of forecasts: answers {"allo1...": [loss], ...} for the topic's inferers.</summary>
    public string? ForecastEndpoint { get; init; }

    /// <summary>The fallback if the model returns no usable answer.</summary>
    public FallbackOptions Fallback { get; init; } = new();

    /// <summary>The checks of predictions before they are submitted.</summary>
    public GuardOptions Guards { get; init; } = new();

    /// <summary>The target for staking rewards. Null: none.</summary>
    public AutoStakeOptions? AutoStake { get; init; }

    public override IEnumerable<(string What, string Address)> Addresses =>
        new[] { ("inferences", Endpoint), ("inferences with labels", LabelsEndpoint), ("forecasts", ForecastEndpoint) }.Where(static one => one.Item2 is not null)!;
}
