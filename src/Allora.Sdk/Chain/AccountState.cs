namespace Allora.Sdk.Chain;

/// <summary>The state of an account on chain as of the last block: transactions in the mempool are not counted.</summary>
public sealed record AccountState
{
    /// <summary>The account's address.</summary>
    public required string Address { get; init; }

    /// <summary>The account number, which every signature covers.</summary>
    public required ulong AccountNumber { get; init; }

    /// <summary>The sequence of its next transaction.</summary>
    public required ulong Sequence { get; init; }

    /// <summary>The height (blocks) that the answer was computed at; 0 if the node does not report it.</summary>
    public long Height { get; init; }
}
