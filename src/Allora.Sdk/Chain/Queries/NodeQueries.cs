using System.Globalization;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Allora.Sdk.Values;
using Grpc.Core;
using Block = Allora.Sdk.Protos.Tendermint.Types.Block;

namespace Allora.Sdk.Chain.Queries;

/// <summary>Queries that every Cosmos chain answers: chain id, blocks, accounts, balances.</summary>
internal static class NodeQueries
{
    private const string NodeService = "cosmos.base.tendermint.v1beta1.Service";

    private static readonly Method<GetNodeInfoRequest, GetNodeInfoResponse> NodeInfo =
        WireMethod.Create<GetNodeInfoRequest, GetNodeInfoResponse>(NodeService, "GetNodeInfo", GetNodeInfoResponse.Parser);

    private static readonly Method<GetLatestBlockRequest, Answer<BlockHeader>> LatestBlock =
        WireMethod.Create<GetLatestBlockRequest, GetLatestBlockResponse, BlockHeader>(
            NodeService, "GetLatestBlock", GetLatestBlockResponse.Parser, static reply => HeaderOf(reply.Block));

    private static readonly Method<GetBlockByHeightRequest, Answer<BlockHeader>> BlockByHeight =
        WireMethod.Create<GetBlockByHeightRequest, GetBlockByHeightResponse, BlockHeader>(
            NodeService, "GetBlockByHeight", GetBlockByHeightResponse.Parser, static reply => HeaderOf(reply.Block));

    private static readonly Method<GetBlockByHeightRequest, Answer<IReadOnlyList<byte[]>>> BlockTransactions =
        WireMethod.Create<GetBlockByHeightRequest, GetBlockByHeightResponse, IReadOnlyList<byte[]>>(
            NodeService, "GetBlockByHeight", GetBlockByHeightResponse.Parser, static reply => [.. BlockOf(reply.Block).Data?.Txs.Select(static tx => tx.ToByteArray()) ?? []]);

    private static readonly Method<QueryBalanceRequest, Answer<UAllo>> Balance =
        WireMethod.Create<QueryBalanceRequest, QueryBalanceResponse, UAllo>(
            "cosmos.bank.v1beta1.Query", "Balance", QueryBalanceResponse.Parser, static reply => UAllo.Parse((reply.Balance ?? throw new InvalidDataException("the reply has no balance")).Amount));

    public static async Task<string> GetChainIdAsync(ChainCalls calls, CancellationToken cancellationToken)
    {
        var info = await calls.CallAsync(NodeInfo, new GetNodeInfoRequest(), cancellationToken).ConfigureAwait(false);
        return info.DefaultNodeInfo?.Network ?? "";
    }

    public static async Task<BlockHeader> GetBlockHeaderAsync(ChainCalls calls, long height, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        return height == 0
            ? (await calls.CallAsync(LatestBlock, new GetLatestBlockRequest(), cancellationToken).ConfigureAwait(false)).Value
            : (await calls.CallAsync(BlockByHeight, new GetBlockByHeightRequest { Height = height }, cancellationToken).ConfigureAwait(false)).Value;
    }

    /// <summary>The header of a block that exists: a refusal counts only of a node that has the block.</summary>
    public static async Task<BlockHeader> GetReportedBlockHeaderAsync(ChainCalls calls, long height, CancellationToken cancellationToken)
    {
        var (answer, _) = await calls.CallSinceAsync(BlockByHeight, new GetBlockByHeightRequest { Height = height }, height, cancellationToken).ConfigureAwait(false);
        return answer.Value;
    }

    public static async Task<AccountState?> GetAccountAsync(IChainCalls calls, string address, CancellationToken cancellationToken)
    {
        try
        {
            var (account, height) = await calls.CallWithHeightAsync(ChainMethods.AccountInfo, new QueryAccountInfoRequest { Address = address }, cancellationToken).ConfigureAwait(false);
            return account with { Height = height };
        }
        catch (AlloraException unknown) when (unknown.Status == StatusCode.NotFound)
        {
            return null;
        }
    }

    public static async Task<UAllo> GetBalanceAsync(IChainCalls calls, string address, string denom, CancellationToken cancellationToken)
    {
        var request = new QueryBalanceRequest { Address = address, Denom = denom };
        return (await calls.CallAsync(Balance, request, cancellationToken).ConfigureAwait(false)).Value;
    }

    /// <summary>The raw transactions of a block, in order.</summary>
    public static async Task<IReadOnlyList<byte[]>> GetBlockTransactionsAsync(ChainCalls calls, long height, CancellationToken cancellationToken)
    {
        var (answer, _) = await calls.CallSinceAsync(BlockTransactions, new GetBlockByHeightRequest { Height = height }, height, cancellationToken).ConfigureAwait(false);
        return answer.Value;
    }

    /// <summary>The balance after the block of a height.</summary>
    public static async Task<UAllo> GetBalanceAtAsync(ChainCalls calls, string address, string denom, long height, CancellationToken cancellationToken)
    {
        var request = new QueryBalanceRequest { Address = address, Denom = denom };
        return (await calls.CallAtAsync(Balance, request, height, cancellationToken).ConfigureAwait(false)).Reply.Value;
    }

    // A node that does not have a block refuses: a reply without one is no answer, and another endpoint is tried.
    private static Block BlockOf(Block? block) => block ?? throw new InvalidDataException("the reply has no block");

    private static BlockHeader HeaderOf(Block? block)
    {
        if (BlockOf(block).Header is not { Time: { } time } header)
            throw new InvalidDataException("the block has no header, or no time");
        return header.Height > 0
            ? new BlockHeader { Height = header.Height, Time = time.ToDateTimeOffset() }
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a block's height is {header.Height}"));
    }
}
