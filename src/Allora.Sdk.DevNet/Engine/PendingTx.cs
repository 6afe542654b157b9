namespace Allora.Sdk.DevNet.Engine;

/// <summary>A transaction in the mempool. Blocks before NotBefore leave it there.</summary>
internal sealed record PendingTx(byte[] Bytes, string Hash, ulong TimeoutHeight, long GasWanted)
{
    public long NotBefore { get; init; }
}
