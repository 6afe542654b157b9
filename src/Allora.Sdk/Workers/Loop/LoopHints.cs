using Allora.Sdk.Blocks;

namespace Allora.Sdk.Workers.Loop;

/// <summary>The role should see to what it keeps up beside payloads; urgent where payloads wait for that.</summary>
internal sealed record TendHint(bool Urgent) : Hint;

/// <summary>A look at the chain has ended.</summary>
internal sealed record LookedHint : Hint;

/// <summary>Work on a nonce has ended.</summary>
internal sealed record EndedHint(long Nonce) : Hint;
