using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Allora.Sdk.Values;
using Grpc.Core;
using Block = Allora.Sdk.Protos.Tendermint.Types.Block;

namespace Allora.Sdk.Chain.Queries;

/// <summary>What every Cosmos chain answers: which chain it is, its blocks, balances.</summary>
internal static class NodeQueries
{
    private const string NodeService = "cosmos.base.tendermint.v1beta1.Service";

    private static readonly Method<GetNodeInfoRequest, GetNodeInfoResponse> NodeInfo =
        WireMethod.Create<GetNodeInfoRequest, GetNodeInfoResponse>(NodeService, "GetNodeInfo", GetNodeInfoResponse.Parser);

    private static readonly Method<GetLatestBlockRequest, GetLatestBlockResponse> LatestBlock =
        WireMethod.Create<GetLatestBlockRequest, GetLatestBlockResponse>(NodeService, "GetLatestBlock", GetLatestBlockResponse.Parser);

    private static readonly Method<GetBlockByHeightRequest, GetBlockByHeightResponse> BlockByHeight =
        WireMethod.Create<GetBlockByHeightRequest, GetBlockByHeightResponse>(
            NodeService, "GetBlockByHeight", GetBlockByHeightResponse.Parser);

    private static readonly Method<QueryBalanceRequest, QueryBalanceResponse> Balance =
        WireMethod.Create<QueryBalanceRequest, QueryBalanceResponse>("cosmos.bank.v1beta1.Query", "Balance", QueryBalanceResponse.Parser);

    public static async Task<string> GetChainIdAsync(ChainCalls calls, CancellationToken cancellationToken)
    {
        var info = await calls.CallAsync(NodeInfo, new GetNodeInfoRequest(), cancellationToken).ConfigureAwait(false);
        return info.DefaultNodeInfo?.Network ?? "";
    }

    public static async Task<BlockHeader> GetBlockHeaderAsync(ChainCalls calls, long height, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        var block = height == 0
            ? (await calls.CallAsync(LatestBlock, new GetLatestBlockRequest(), cancellationToken).ConfigureAwait(false)).Block
            : await GetBlockAsync(calls, height, cancellationToken).ConfigureAwait(false);
        return block?.Header is { Time: { } time } header
            ? new BlockHeader(header.Height, time.ToDateTimeOffset())
            : throw new AlloraException(AlloraErrorReason.NotFound, isTransient: false, $"The node has no header of block {height}.");
    }

    public static async Task<UAllo> GetBalanceAsync(ChainCalls calls, string address, string denom, CancellationToken cancellationToken)
    {
        var request = new QueryBalanceRequest { Address = address, Denom = denom };
        var amount = (await calls.CallAsync(Balance, request, cancellationToken).ConfigureAwait(false)).Balance?.Amount;
        return string.IsNullOrEmpty(amount) ? default : UAllo.Parse(amount);
    }

    private static async Task<Block?> GetBlockAsync(ChainCalls calls, long height, CancellationToken cancellationToken)
    {
        var request = new GetBlockByHeightRequest { Height = height };
        return (await calls.CallAsync(BlockByHeight, request, cancellationToken).ConfigureAwait(false)).Block;
    }
}
