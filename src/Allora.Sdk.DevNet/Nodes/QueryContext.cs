using Allora.Sdk.DevNet.State;

namespace Allora.Sdk.DevNet.Nodes;

/// <summary>What a query sees: the state at the height asked for, and the node for what is no state.</summary>
internal sealed record QueryContext(INode Node, ChainState State)
{
    public long Height => State.Height;

    /// <summary>When the last byte of the request was there (ticks of the node's clock), for the stamps.</summary>
    public required long Received { get; init; }
}
