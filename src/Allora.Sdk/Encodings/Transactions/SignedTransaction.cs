namespace Allora.Sdk.Encodings.Transactions;

/// <summary>A transaction that is ready to broadcast. Its hash is known before it is sent.</summary>
/// <param name="Bytes">The bytes to broadcast.</param>
/// <param name="Hash">Upper-case hexadecimal SHA-256 of the bytes.</param>
/// <param name="Sequence">The account sequence that it uses.</param>
/// <param name="Fee">The fee and the gas limit.</param>
/// <param name="TimeoutHeight">The last height whose block may include it; 0 for no limit.</param>
internal sealed record SignedTransaction(ReadOnlyMemory<byte> Bytes, string Hash, ulong Sequence, TransactionFee Fee, ulong TimeoutHeight);
