using System.Globalization;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.Protos.Cosmos.Base.Node.V1Beta1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>cosmos.base.node.v1beta1.Service.</summary>
internal static class NodeQueries
{
    public static void Register(QueryRouter router)
    {
        var service = Service.Descriptor;
        router.Handle<ConfigRequest, ConfigResponse>(service, "Config", static (context, _) => new ConfigResponse
        {
            MinimumGasPrice = $"{(context.State.Feemarket.Enabled ? context.State.Feemarket.BasePrice : context.State.Feemarket.MinimumPrice)}{FeemarketState.Denom}",
            PruningKeepRecent = "0",
            PruningInterval = "0",
        });
        router.Handle<StatusRequest, StatusResponse>(service, "Status", static (context, _) =>
        {
            var block = context.Node.GetBlock(context.Height);
            return new StatusResponse
            {
                // A node that has everything does not name the first height.
                EarliestStoreHeight = context.Node.EarliestHeight > context.Node.Options.Genesis.InitialHeight ? (ulong)context.Node.EarliestHeight : 0,
                Height = (ulong)context.Height,
                Timestamp = Timestamp.FromDateTimeOffset(context.State.Time),
                AppHash = ByteString.CopyFrom(block?.AppHash ?? []),
                ValidatorHash = block?.Block.Header.NextValidatorsHash ?? ByteString.Empty,
            };
        });
    }

    internal static string Seconds(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
