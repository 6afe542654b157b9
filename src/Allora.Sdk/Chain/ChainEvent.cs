namespace Allora.Sdk.Chain;

/// <summary>Something that a transaction caused.</summary>
/// <param name="Type">The event's name, such as "emissions.v10.EventInsertInfererPayload".</param>
/// <param name="Attributes">What it says, in the chain's order; a key may come more than once. Values of typed events are JSON.</param>
public sealed record ChainEvent(string Type, IReadOnlyList<KeyValuePair<string, string>> Attributes);
