namespace Allora.Sdk.Chain;

/// <summary>What the chain knows of an account, as of the last block: transactions in the mempool are not counted.</summary>
/// <param name="Address">The account's address.</param>
/// <param name="AccountNumber">Its number, part of what every signature covers.</param>
/// <param name="Sequence">The sequence that its next transaction must carry.</param>
public sealed record AccountState(string Address, ulong AccountNumber, ulong Sequence);
