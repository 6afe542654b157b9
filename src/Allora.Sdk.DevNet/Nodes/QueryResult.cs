using Grpc.Core;

namespace Allora.Sdk.DevNet.Nodes;

/// <summary>
/// The answer to a query. Errors have a gRPC status and text (the REST face shows the same) and, for abci_query, the pair.
/// </summary>
internal sealed record QueryResult(StatusCode Status, string Message, byte[] Value, long Height, string Codespace = "", uint Code = 0)
{
    public bool IsOk => Status == StatusCode.OK;

    /// <summary>Whether the reply names the height it was computed at: errors and broadcasts do not.</summary>
    public bool ShowsHeight { get; init; } = true;

    public static QueryResult Ok(byte[] value, long height) => new(StatusCode.OK, "", value, height);

    public static QueryResult Failed(StatusCode status, string message, long height, string codespace = "", uint code = 0) =>
        new(status, message, [], height, codespace, code);
}
