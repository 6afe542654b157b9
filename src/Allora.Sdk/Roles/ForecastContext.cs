using System.Diagnostics.CodeAnalysis;
using Allora.Sdk.Encodings;

namespace Allora.Sdk.Roles;

/// <summary>What a forecaster knows about the window that it answers.</summary>
public sealed record ForecastContext : WindowContext
{
    /// <summary>Creates a context.</summary>
    public ForecastContext()
    {
    }

    [SetsRequiredMembers]
    internal ForecastContext(PredictionContext window)
        : base(window) => Topic = window.Topic;

    /// <summary>The topic as it is on chain, or null if no node has answered yet.</summary>
    public TopicInfo? Topic { get; init; }

    /// <summary>
    /// The addresses of the topic's inferers, in ordinal order: those whose inference for this nonce the chain shows already, and those of the
    /// newest epoch that has closed; no more than <see cref="MaxElements"/>. Default: none.
    /// </summary>
    public IReadOnlyList<string> Inferers { get; init; } = [];

    /// <summary>The number of elements of a forecast that the chain uses (its parameter max_elements_per_forecast). Default: no limit.</summary>
    public int MaxElements { get; init; } = int.MaxValue;
}
