using Allora.Sdk.Chain;
using Allora.Sdk.Encodings;

namespace Allora.Sdk.Roles;

/// <summary>The nonce that a reputer judges, and its facts.</summary>
public sealed record ReputerContext
{
    /// <summary>The topic's id.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The topic as read from the chain.</summary>
    public required TopicInfo Topic { get; init; }

    /// <summary>The nonce: the height (blocks) at whose end the workers' window opened.</summary>
    public required long Nonce { get; init; }

    /// <summary>The chain's time (UTC) of the nonce's block: the time for which the predictions were made.</summary>
    public required DateTimeOffset BlockTime { get; init; }

    /// <summary>The last height (blocks) whose block can include the losses.</summary>
    public required long WindowEnd { get; init; }

    /// <summary>The deadline (UTC, by the client's clock) for the answer.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The number of earlier attempts for this nonce, 0 at first.</summary>
    public int Attempt { get; init; }

    /// <summary>The network's values for the nonce: these are to be judged.</summary>
    public required NetworkInference Network { get; init; }

    /// <summary>The client, for queries.</summary>
    public required AlloraClient Client { get; init; }
}
