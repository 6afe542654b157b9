using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Transport;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>Every query of the chain in a typed way, at its newest height.</summary>
    public ChainServices Services => new(new QueryInvoker(_calls, height: 0));

    /// <summary>Every query of the chain in a typed way, answered from the state after a past block.</summary>
    /// <param name="height">The block's height; nodes keep only so many (NotSynced or Unknown tells that one is gone or not there yet).</param>
    public ChainServices AtHeight(long height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return new(new QueryInvoker(_calls, height));
    }
}
