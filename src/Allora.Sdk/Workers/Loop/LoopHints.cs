using Allora.Sdk.Blocks;

namespace Allora.Sdk.Workers.Loop;

/// <summary>Triggers the role's maintenance; urgent if payloads wait for it.</summary>
internal sealed record TendHint(bool Urgent) : Hint;

/// <summary>A query of the chain has ended.</summary>
internal sealed record LookedHint : Hint;

/// <summary>Work on a nonce has ended.</summary>
internal sealed record EndedHint(long Nonce) : Hint;
