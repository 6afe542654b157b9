namespace Allora.Sdk.DevNet.Blocks;

/// <summary>The mempool's verdict on a transaction.</summary>
internal sealed record CheckTxResult(string Hash, uint Code, string Codespace, string Log, long GasWanted, long GasUsed)
{
    /// <summary>These very bytes are pending or were just included: (sdk, 19) over gRPC, an error over RPC.</summary>
    public bool AlreadyInCache { get; init; }

    /// <summary>Set when the node refused before CheckTx, as with a full mempool or a transaction that is too large.</summary>
    public MempoolRefusal Refusal { get; init; }

    /// <summary>The raw bytes of the log where it is not valid UTF-8.</summary>
    public byte[]? LogBytes { get; init; }
}

/// <summary>Why a transaction did not even reach CheckTx.</summary>
internal enum MempoolRefusal
{
    None,
    InCache,
    Full,
    TooLarge,
}
