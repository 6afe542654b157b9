using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Regrets;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>Everything that a network inference is made of; nothing of it comes from the nonce's own losses.</summary>
public sealed record NetworkInferenceInputs
{
    /// <summary>The module's parameters.</summary>
    public required EmissionsParameters Parameters { get; init; }

    /// <summary>The topic's parameters.</summary>
    public required TopicParameters Topic { get; init; }

    /// <summary>The version whose rules apply. Default v10.</summary>
    public EmissionsVersion Version { get; init; } = EmissionsVersion.V10;

    /// <summary>The committed inferences, in any order, all with the same number of values.</summary>
    public required ImmutableArray<WorkerValues> Inferences { get; init; }

    /// <summary>The committed forecasts, in any order.</summary>
    public ImmutableArray<WorkerForecast> Forecasts { get; init; } = [];

    /// <summary>The stored regrets.</summary>
    public RegretBook Regrets { get; init; } = RegretBook.Empty;

    /// <summary>The topic's initial regret: the regret of a worker without one. 0 exactly means that all inferers are new.</summary>
    public Dec InitialRegret { get; init; }

    /// <summary>The stored regret scale; 0 before the first network loss.</summary>
    public Dec RegretScale { get; init; }

    /// <summary>The combined value of the stored network loss with the highest nonce (log10); null before the first.</summary>
    public Dec? PreviousNetworkLoss { get; init; }
}
