using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.Protos.Mint.V5;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>mint.v5.QueryService.</summary>
internal static class MintQueries
{
    public static void Register(QueryRouter router)
    {
        var service = QueryService.Descriptor;
        router.Handle<QueryServiceParamsRequest, QueryServiceParamsResponse>(service, "Params", static (_, _) =>
            new QueryServiceParamsResponse { Params = EmissionInfo.Parameters() });
        router.Handle<QueryServiceInflationRequest, QueryServiceInflationResponse>(service, "Inflation", static (context, _) =>
            new QueryServiceInflationResponse { Inflation = ByteString.CopyFromUtf8(EmissionInfo.Inflation(context.State)) });
        router.Handle<QueryServiceEmissionInfoRequest, QueryServiceEmissionInfoResponse>(
            service, "EmissionInfo", static (context, _) => EmissionInfo.Of(context.State));
    }
}
