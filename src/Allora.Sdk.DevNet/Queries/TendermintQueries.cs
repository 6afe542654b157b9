using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Allora.Sdk.Protos.Tendermint.P2P;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Validator = Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1.Validator;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>cosmos.base.tendermint.v1beta1.Service.</summary>
internal static class TendermintQueries
{
    public static void Register(QueryRouter router)
    {
        var service = Service.Descriptor;
        router.Handle<GetNodeInfoRequest, GetNodeInfoResponse>(service, "GetNodeInfo", NodeInfo);
        router.Handle<GetSyncingRequest, GetSyncingResponse>(service, "GetSyncing", static (context, _) =>
            new GetSyncingResponse { Syncing = context.Node.IsCatchingUp });
        router.Handle<GetLatestBlockRequest, GetLatestBlockResponse>(service, "GetLatestBlock", static (context, _) =>
        {
            var block = Find(context, context.Node.LatestHeight);
            return new GetLatestBlockResponse { BlockId = block.BlockId, Block = block.Block, SdkBlock = SdkBlock(block) };
        });
        router.Handle<GetBlockByHeightRequest, GetBlockByHeightResponse>(service, "GetBlockByHeight", static (context, request) =>
        {
            var block = Find(context, request.Height);
            return new GetBlockByHeightResponse { BlockId = block.BlockId, Block = block.Block, SdkBlock = SdkBlock(block) };
        });
        router.Handle<GetLatestValidatorSetRequest, GetLatestValidatorSetResponse>(service, "GetLatestValidatorSet", static (context, request) =>
        {
            var (page, rest) = Paging.Page(Validators(context), request.Pagination);
            var response = new GetLatestValidatorSetResponse { BlockHeight = context.Height, Pagination = rest };
            response.Validators.AddRange(page);
            return response;
        });
        router.Handle<GetValidatorSetByHeightRequest, GetValidatorSetByHeightResponse>(service, "GetValidatorSetByHeight", static (context, request) =>
        {
            if (request.Height > context.Node.LatestHeight)
                throw QueryException.Invalid("requested block height is bigger then the chain length");
            var (page, rest) = Paging.Page(Validators(context), request.Pagination);
            var response = new GetValidatorSetByHeightResponse { BlockHeight = request.Height, Pagination = rest };
            response.Validators.AddRange(page);
            return response;
        });
        router.Handle<ABCIQueryRequest, ABCIQueryResponse>(service, "ABCIQuery", static (context, request) =>
        {
            if (request.Path.Length == 0)
                throw QueryException.Invalid("empty query path");
            // A query that asks a query that asks a query has no end.
            if (request.Path.EndsWith("/ABCIQuery", StringComparison.Ordinal))
                throw QueryException.Invalid($"unexpected path: {request.Path}");
            var result = context.Node.Query(request.Path, request.Data.Memory, request.Height == 0 ? null : request.Height);
            return new ABCIQueryResponse
            {
                Code = result.IsOk ? 0 : Math.Max(1, result.Code),
                Codespace = result.IsOk ? "" : result.Codespace.Length == 0 ? "sdk" : result.Codespace,
                Log = result.Message,
                Value = ByteString.CopyFrom(result.Value),
                Height = result.IsOk ? result.Height : 0,
            };
        });
    }

    private static GetNodeInfoResponse NodeInfo(QueryContext context, GetNodeInfoRequest request)
    {
        var identity = context.Node.Identity;
        var version = new VersionInfo
        {
            Name = "allora",
            AppName = "allorad",
            Version = context.State.Version,
            GoVersion = "go version go1.26.8 linux/amd64",
            CosmosSdkVersion = identity.CosmosSdkVersion,
        };
        version.BuildDeps.Add(new Module { Path = "github.com/allora-network/allora-chain", Version = version.Version, Sum = "h1:DevNetHasNoGoModulesSoThisIsNoRealSum0000000=" });
        return new GetNodeInfoResponse
        {
            DefaultNodeInfo = new DefaultNodeInfo
            {
                ProtocolVersion = new ProtocolVersion { P2P = 8, Block = 11 },
                DefaultNodeId = identity.NodeId,
                ListenAddr = identity.ListenAddress,
                Network = context.Node.ChainId,
                Version = identity.CometVersion,
                Channels = ByteString.CopyFrom([0x40, 0x20, 0x21, 0x22, 0x23, 0x30, 0x38, 0x60, 0x61]),
                Moniker = identity.Moniker,
                Other = new DefaultNodeInfoOther { TxIndex = context.Node.HasIndex ? "on" : "off", RpcAddress = identity.RpcAddress },
            },
            ApplicationVersion = version,
        };
    }

    private static CommittedBlock Find(QueryContext context, long height)
    {
        if (height > context.Node.LatestHeight)
            throw QueryException.Invalid("requested block height is bigger then the chain length");
        return context.Node.GetBlock(height)
            ?? throw QueryException.Unknown($"height {height} is not available, lowest height is {context.Node.EarliestHeight}");
    }

    private static Block SdkBlock(CommittedBlock block)
    {
        var header = block.Block.Header;
        return new Block
        {
            Header = new Header
            {
                Version = header.Version,
                ChainId = header.ChainId,
                Height = header.Height,
                Time = header.Time,
                LastBlockId = header.LastBlockId,
                LastCommitHash = header.LastCommitHash,
                DataHash = header.DataHash,
                ValidatorsHash = header.ValidatorsHash,
                NextValidatorsHash = header.NextValidatorsHash,
                ConsensusHash = header.ConsensusHash,
                AppHash = header.AppHash,
                LastResultsHash = header.LastResultsHash,
                EvidenceHash = header.EvidenceHash,
                ProposerAddress = ChainAddress.FromBytes(header.ProposerAddress.Span, ChainAddress.Prefix + "valcons"),
            },
            Data = block.Block.Data,
            Evidence = block.Block.Evidence,
            LastCommit = block.Block.LastCommit,
        };
    }

    private static IReadOnlyList<Validator> Validators(QueryContext context)
    {
        var identity = context.Node.Identity;
        var key = new Protos.Cosmos.Crypto.Ed25519.PubKey { Key = ByteString.CopyFrom(identity.ValidatorPublicKey) };
        return
        [
            new Validator
            {
                Address = ChainAddress.FromBytes(identity.ValidatorAddress, ChainAddress.Prefix + "valcons"),
                PubKey = new Any { TypeUrl = "/" + Protos.Cosmos.Crypto.Ed25519.PubKey.Descriptor.FullName, Value = key.ToByteString() },
                VotingPower = identity.VotingPower,
            },
        ];
    }

}
