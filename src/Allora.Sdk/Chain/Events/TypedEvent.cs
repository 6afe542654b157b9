using Google.Protobuf;

namespace Allora.Sdk.Chain.Events;

/// <summary>An event of the emissions or mint module, of a block or of a transaction.</summary>
public sealed record TypedEvent
{
    /// <summary>The event as the chain wrote it, including unknown attributes.</summary>
    public required ChainEvent Raw { get; init; }

    /// <summary>The height of its block.</summary>
    public required long Height { get; init; }

    /// <summary>The event's name without its package, such as EventRewardsSettled: the same in every version of the module.</summary>
    public string Name => Raw.Type[(Raw.Type.LastIndexOf('.') + 1)..];

    /// <summary>
    /// The event as a generated message of Allora.Sdk.Protos, in the version that the chain uses, such as
    /// Emissions.V10.EventRewardsSettled; the mint module's EventEmissionInfo as Mint.V5.QueryServiceEmissionInfoResponse, which has the same
    /// fields. Null for an unknown event: see <see cref="Raw"/>.
    /// </summary>
    public IMessage? Message { get; init; }

    /// <summary>The topic of the event; null if it has none.</summary>
    public ulong? TopicId { get; init; }

    /// <summary>The transaction that caused it (upper-case hexadecimal); null for an event of the block itself.</summary>
    public string? TransactionHash { get; init; }
}
