using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;

namespace Allora.Sdk.DevNet.Rpc.Methods;

/// <summary>Which block a height parameter means, and a node's refusals of heights that it does not have.</summary>
internal static class NodeHeights
{
    public static long Resolve(this INode node, long? height) => Resolve(node, height, node.LatestHeight);

    /// <summary>What concerns the next block, such as its validators, is known one block earlier.</summary>
    public static long ResolveNext(this INode node, long? height) => Resolve(node, height, node.LatestHeight + 1);

    public static CommittedBlock Block(this INode node, long? height) => node.Existing(node.Resolve(height));

    /// <summary>A block that must be there, since its height was checked.</summary>
    public static CommittedBlock Existing(this INode node, long height) =>
        node.GetBlock(height) ?? throw new RpcException($"height {height} is not available, lowest height is {node.EarliestHeight}");

    private static long Resolve(INode node, long? given, long latest)
    {
        if (given is not { } height)
            return latest;
        if (height <= 0)
            throw new RpcException($"height must be greater than 0, but got {height}");
        if (height > latest)
            throw new RpcException($"height {height} must be less than or equal to the current blockchain height {latest}");
        if (height < node.EarliestHeight)
            throw new RpcException($"height {height} is not available, lowest height is {node.EarliestHeight}");
        return height;
    }
}
