using System.Diagnostics;
using Allora.Sdk.Encodings;

namespace Allora.Sdk;

/// <summary>What a provider knows about the window that it answers.</summary>
[DebuggerDisplay("topic {TopicId}, nonce {Nonce}, window to {WindowEnd}, attempt {Attempt}")]
public sealed record PredictionContext
{
    /// <summary>The topic's id.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The topic as it stands on chain, or null while the chain could not be asked.</summary>
    public TopicInfo? Topic { get; init; }

    /// <summary>The window's nonce: the height (blocks) at whose end it opened.</summary>
    public required long Nonce { get; init; }

    /// <summary>The chain's time (UTC) of the nonce's block: the time for which the prediction is made.</summary>
    public required DateTimeOffset BlockTime { get; init; }

    /// <summary>The last height (blocks) whose block can include the answer.</summary>
    public required long WindowEnd { get; init; }

    /// <summary>When (UTC, by the client's clock) the answer must be there; the cancellation token follows it.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>How often this window was tried before, 0 at first.</summary>
    public int Attempt { get; init; }

    /// <summary>The client, for queries that the model needs.</summary>
    public required AlloraClient Client { get; init; }
}
