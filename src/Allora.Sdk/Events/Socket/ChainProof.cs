namespace Allora.Sdk.Events.Socket;

/// <summary>
/// Whether a connection's node has named the expected chain, in its status or in a header. Until then nothing of it is used: the newest block's frame is
/// held back, and is used once the chain is known.
/// </summary>
internal sealed class ChainProof(string? chainId)
{
    private const int BlocksToWait = 3;

    private byte[]? _frame;
    private long _receivedAt;
    private int _blocks;

    /// <summary>Whether frames can be used: the node serves the chain, or any will do.</summary>
    public bool IsGiven { get; private set; } = chainId is null;

    /// <summary>Holds a block's frame back.</summary>
    /// <returns>False if the node should have named its chain by now.</returns>
    public bool Hold(ReadOnlySpan<byte> frame, long receivedAt)
    {
        (_frame, _receivedAt) = (frame.ToArray(), receivedAt);
        return ++_blocks < BlocksToWait;
    }

    /// <summary>The node serves the chain: returns the frame that was held back, if there is one.</summary>
    public (byte[] Frame, long ReceivedAt)? Give()
    {
        IsGiven = true;
        var held = _frame is { } frame ? (frame, _receivedAt) : ((byte[], long)?)null;
        _frame = null;
        return held;
    }
}
