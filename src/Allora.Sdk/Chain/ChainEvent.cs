namespace Allora.Sdk.Chain;

/// <summary>An event of a transaction.</summary>
public sealed record ChainEvent
{
    /// <summary>The event's name, such as "emissions.v10.EventInsertInfererPayload".</summary>
    public required string Type { get; init; }

    /// <summary>The attributes in the chain's order; a key may occur more than once. Values of typed events are JSON.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; }
}
