using Allora.Sdk.DevNet.Chain.State;

namespace Allora.Sdk.DevNet.Chain;

/// <summary>What a query sees: the state at the height asked for, and the node for what is no state.</summary>
internal sealed record QueryContext(INode Node, ChainState State)
{
    public long Height => State.Height;
}
