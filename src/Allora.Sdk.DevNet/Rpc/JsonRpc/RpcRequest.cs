using System.Text.Json;

namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>One JSON-RPC request. Without an id it is a notification, which is never answered.</summary>
internal sealed record RpcRequest(RpcId Id, string Method, JsonElement Params)
{
    public static readonly RpcRequest Notification = new(RpcId.None, "", default);
}
