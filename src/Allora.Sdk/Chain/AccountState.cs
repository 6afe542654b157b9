namespace Allora.Sdk.Chain;

/// <summary>The state of an account on chain as of the last block: transactions in the mempool are not counted.</summary>
/// <param name="Address">The account's address.</param>
/// <param name="AccountNumber">The account number, which every signature covers.</param>
/// <param name="Sequence">The sequence of its next transaction.</param>
/// <param name="Height">The height (blocks) that the answer was computed at; 0 if the node does not report it.</param>
public sealed record AccountState(string Address, ulong AccountNumber, ulong Sequence, long Height = 0);
