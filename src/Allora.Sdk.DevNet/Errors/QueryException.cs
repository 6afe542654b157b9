using Grpc.Core;

namespace Allora.Sdk.DevNet.Errors;

/// <summary>A query refused with a gRPC status of its own.</summary>
internal sealed class QueryException(StatusCode status, string message) : Exception(message)
{
    public StatusCode Status { get; } = status;

    /// <summary>The pair that abci_query shows beside the text.</summary>
    public string Codespace { get; init; } = "";

    public uint Code { get; init; }

    /// <summary>A module's error with a code, as a query shows it: its own words first, then the context.</summary>
    public static QueryException Module(string codespace, uint code, string what) =>
        new(StatusCode.Unknown, $"codespace {codespace} code {code}: {what}") { Codespace = codespace, Code = code };

    public static QueryException Unknown(string message) => new(StatusCode.Unknown, message);

    public static QueryException NotFound(string message) => new(StatusCode.NotFound, message);

    public static QueryException Invalid(string message) => new(StatusCode.InvalidArgument, message);

    public static QueryException Internal(string message) => new(StatusCode.Internal, message);

    public static QueryException Unimplemented(string message) => new(StatusCode.Unimplemented, message);
}
