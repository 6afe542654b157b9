using Allora.Sdk.Blocks;

namespace Allora.Sdk.Workers.Loop;

/// <summary>Triggers the role's maintenance; urgent if payloads wait for it.</summary>
internal sealed record MaintenanceTrigger(bool Urgent) : Trigger;

/// <summary>A poll interval has passed in which blocks arrived and nothing had to be queried.</summary>
internal sealed record TurnTrigger(long Height) : Trigger;

/// <summary>A query of the chain has ended.</summary>
internal sealed record PolledTrigger : Trigger;

/// <summary>Work on a nonce has ended.</summary>
internal sealed record EndedTrigger(long Nonce) : Trigger;

/// <summary>A nonce's run has made an attempt and waits: newer windows need not wait for it.</summary>
internal sealed record AttemptedTrigger(long Nonce) : Trigger;
