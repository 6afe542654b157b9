using Allora.Sdk.Encodings;

namespace Allora.Sdk.Roles;

/// <summary>The window that a forecaster answers, and its facts.</summary>
public sealed record ForecastContext
{
    /// <summary>The topic's id.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The topic as read from the chain, or null while no node answered.</summary>
    public TopicInfo? Topic { get; init; }

    /// <summary>The window's nonce: the height (blocks) at whose end it opened.</summary>
    public required long Nonce { get; init; }

    /// <summary>The chain's time (UTC) of the nonce's block.</summary>
    public required DateTimeOffset BlockTime { get; init; }

    /// <summary>The last height (blocks) whose block can include the answer.</summary>
    public required long WindowEnd { get; init; }

    /// <summary>The deadline (UTC, by the client's clock) for the answer.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The number of earlier attempts for this window, 0 at first.</summary>
    public int Attempt { get; init; }

    /// <summary>
    /// The addresses of the topic's inferers, in ordinal order: those whose inference for this nonce the chain shows already, and those of the
    /// newest epoch that has closed; no more than <see cref="MaxElements"/>.
    /// </summary>
    public required IReadOnlyList<string> Inferers { get; init; }

    /// <summary>How many elements of a forecast the chain uses (its parameter max_elements_per_forecast).</summary>
    public required int MaxElements { get; init; }

    /// <summary>The client, for queries that the model needs.</summary>
    public required AlloraClient Client { get; init; }
}
