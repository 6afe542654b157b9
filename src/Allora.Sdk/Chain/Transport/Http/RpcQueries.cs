using System.Text.Json;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Google.Protobuf;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>Answers of abci_query and status, converted to those of gRPC.</summary>
internal static class RpcQueries
{
    private const string StatusPrefix = "rpc error: code = ";
    private const string StatusMiddle = " desc = ";

    // The node replaces a query's own status by one of these three, and appends the reason's name to the text.
    private static readonly (uint Code, string Suffix, StatusCode Status)[] Wrappers =
    [
        (6, ": unknown request", StatusCode.Unknown),
        (18, ": invalid request", StatusCode.InvalidArgument),
        (22, ": key not found", StatusCode.NotFound),
    ];

    public static WireReply Answer(JsonElement result, string service)
    {
        var response = RpcJson.Required(result, "response");
        var code = RpcJson.Code(response);
        if (code != 0)
            throw new RpcException(StatusOf(RpcJson.Text(response, "codespace"), code, RpcJson.Text(response, "log"), service));
        return new WireReply(RpcJson.Bytes(response, "value"), Height(response, "height"));
    }

    public static WireReply Syncing(JsonElement status)
    {
        var sync = RpcJson.Required(status, "sync_info");
        var reply = new GetSyncingResponse { Syncing = RpcJson.Flag(sync, "catching_up") };
        return new WireReply(reply.ToByteArray(), Height(sync, "latest_block_height"));
    }

    private static Status StatusOf(string codespace, uint code, string log, string service)
    {
        if (log == "unknown query path: unknown request")
            return new Status(StatusCode.Unimplemented, $"unknown service {service}");
        foreach (var (wrapped, suffix, status) in Wrappers)
        {
            if (codespace == "sdk" && code == wrapped && log.EndsWith(suffix, StringComparison.Ordinal))
                return Unwrapped(log[..^suffix.Length], status);
        }

        return new Status(StatusCode.Unknown, $"codespace {codespace} code {code}: {log}");
    }

    // "rpc error: code = NotFound desc = account ... not found" names the status itself.
    private static Status Unwrapped(string text, StatusCode fallback)
    {
        var middle = text.StartsWith(StatusPrefix, StringComparison.Ordinal) ? text.IndexOf(StatusMiddle, StringComparison.Ordinal) : -1;
        if (middle < 0)
            return new Status(fallback, text);
        var name = text.AsSpan(StatusPrefix.Length, middle - StatusPrefix.Length);
        var status = Enum.TryParse<StatusCode>(name, out var named) ? named : fallback;
        return new Status(status, text[(middle + StatusMiddle.Length)..]);
    }

    private static Metadata Height(JsonElement element, string name) =>
        RpcJson.Number(element, name) is > 0 and var height ? CallHeaders.AtHeight(height) : [];
}
