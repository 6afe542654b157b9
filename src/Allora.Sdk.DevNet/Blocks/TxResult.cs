namespace Allora.Sdk.DevNet.Blocks;

/// <summary>What became of a transaction in a block. Code 0 is success; Data is a serialized TxMsgData.</summary>
internal sealed record TxResult(
    uint Code, string Codespace, byte[] Data, string Log, long GasWanted, long GasUsed, IReadOnlyList<AbciEvent> Events);
