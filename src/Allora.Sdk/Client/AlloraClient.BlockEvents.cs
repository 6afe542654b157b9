using Allora.Sdk.Chain.Events;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>
    /// The emissions and mint modules' events of a past block itself, its transactions' apart. They are asked of the CometBFT RPC endpoints, one after
    /// the other; nodes keep only so many blocks.
    /// </summary>
    /// <param name="height">The block.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AlloraException">No endpoint has the block's events.</exception>
    public Task<IReadOnlyList<TypedEvent>> GetBlockEventsAsync(long height, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return _rpc.BlockEventsAsync(height, cancellationToken);
    }
}
