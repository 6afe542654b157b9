namespace Allora.Sdk.DevNet.Blocks;

/// <summary>A transaction in a block, with its result. Hash is upper-case hex.</summary>
internal sealed record CommittedTx(long Height, int Index, byte[] Bytes, string Hash, TxResult Result);
