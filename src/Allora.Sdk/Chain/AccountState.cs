namespace Allora.Sdk.Chain;

/// <summary>What the chain knows of an account, as of the last block: transactions in the mempool are not counted.</summary>
/// <param name="Address">The account's address.</param>
/// <param name="AccountNumber">Its number, part of what every signature covers.</param>
/// <param name="Sequence">The sequence that its next transaction must carry.</param>
/// <param name="Height">The height (blocks) that the answer was computed at; 0 where the node does not tell.</param>
public sealed record AccountState(string Address, ulong AccountNumber, ulong Sequence, long Height = 0);
