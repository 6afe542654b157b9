namespace Allora.Sdk.Chain;

/// <summary>An event of a transaction.</summary>
/// <param name="Type">The event's name, such as "emissions.v10.EventInsertInfererPayload".</param>
/// <param name="Attributes">The attributes in the chain's order; a key may occur more than once. Values of typed events are JSON.</param>
public sealed record ChainEvent(string Type, IReadOnlyList<KeyValuePair<string, string>> Attributes);
