using System.Diagnostics;
using Allora.Sdk.Encodings;

namespace Allora.Sdk;

/// <summary>The window that a provider answers, and its facts.</summary>
[DebuggerDisplay("topic {TopicId}, nonce {Nonce}, window to {WindowEnd}, attempt {Attempt}")]
public sealed record PredictionContext
{
    /// <summary>The topic's id.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The topic as read from the chain, or null while no node answered.</summary>
    public TopicInfo? Topic { get; init; }

    /// <summary>The window's nonce: the height (blocks) at whose end it opened.</summary>
    public required long Nonce { get; init; }

    /// <summary>The chain's time (UTC) of the nonce's block: the time for which the prediction is made.</summary>
    public required DateTimeOffset BlockTime { get; init; }

    /// <summary>The last height (blocks) whose block can include the answer.</summary>
    public required long WindowEnd { get; init; }

    /// <summary>The deadline (UTC, by the client's clock) for the answer; the cancellation token follows it.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The number of earlier attempts for this window, 0 at first.</summary>
    public int Attempt { get; init; }

    /// <summary>The client, for queries that the model needs.</summary>
    public required AlloraClient Client { get; init; }
}
