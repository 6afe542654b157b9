using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Transport;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>Typed access to every query of the chain, at the latest height.</summary>
    public ChainServices Services => new(new QueryInvoker(_calls, height: 0));

    /// <summary>Typed access to every query of the chain, answered from the state after a past block.</summary>
    /// <param name="height">The block's height; nodes keep only a limited number (NotSynced: already pruned or not there yet).</param>
    public ChainServices AtHeight(long height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return new(new QueryInvoker(_calls, height));
    }
}
