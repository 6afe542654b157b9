using Grpc.Core;

namespace Allora.Sdk.DevNet.Chain;

/// <summary>A query refused with a gRPC status of its own.</summary>
internal sealed class QueryException(StatusCode status, string message) : Exception(message)
{
    public StatusCode Status { get; } = status;

    public static QueryException Unknown(string message) => new(StatusCode.Unknown, message);

    public static QueryException NotFound(string message) => new(StatusCode.NotFound, message);

    public static QueryException Invalid(string message) => new(StatusCode.InvalidArgument, message);

    public static QueryException Internal(string message) => new(StatusCode.Internal, message);

    public static QueryException Unimplemented(string message) => new(StatusCode.Unimplemented, message);
}
