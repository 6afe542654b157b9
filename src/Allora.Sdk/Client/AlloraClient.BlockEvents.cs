using Allora.Sdk.Chain.Events;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>
    /// Gets the emissions and mint modules' events of a past block itself, without its transactions'. The CometBFT RPC endpoints are queried one after
    /// the other; nodes keep only a limited number of blocks.
    /// </summary>
    /// <param name="height">The block.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">No endpoint has the block's events.</exception>
    public Task<IReadOnlyList<TypedEvent>> GetBlockEventsAsync(long height, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return _rpc.BlockEventsAsync(height, cancellationToken);
    }

    /// <summary>The same from each CometBFT RPC endpoint that has the block, to compare them.</summary>
    /// <exception cref="AlloraException">No endpoint has the block's events.</exception>
    internal Task<IReadOnlyList<IReadOnlyList<TypedEvent>>> GetBlockEventsOfEachAsync(long height, CancellationToken cancellationToken) =>
        _rpc.BlockEventsOfEachAsync(height, cancellationToken);
}
