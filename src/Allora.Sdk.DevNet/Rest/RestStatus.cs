using System.Text;
using Allora.Sdk.DevNet.Rpc.Json;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>What a gRPC status becomes over HTTP.</summary>
internal static class RestStatus
{
    public static int Http(StatusCode code) => code switch
    {
        StatusCode.OK => 200,
        StatusCode.Cancelled => 408,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => 400,
        StatusCode.DeadlineExceeded => 504,
        StatusCode.NotFound => 404,
        StatusCode.AlreadyExists or StatusCode.Aborted => 409,
        StatusCode.PermissionDenied => 403,
        StatusCode.Unauthenticated => 401,
        StatusCode.ResourceExhausted => 429,
        StatusCode.Unimplemented => 501,
        StatusCode.Unavailable => 503,
        _ => 500,
    };

    /// <summary>The body of an error, with the gateway's own spacing.</summary>
    public static byte[] Body(StatusCode code, string message)
    {
        var text = Encoding.UTF8.GetString(GoJson.Build(message, static (m, writer) => writer.WriteStringValue(m)));
        return Encoding.UTF8.GetBytes($"{{\"code\":{(int)code}, \"message\":{text}, \"details\":[]}}");
    }
}
