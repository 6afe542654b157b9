namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>A JSON-RPC error as CometBFT answers it; no data means no field.</summary>
internal sealed record RpcError(int Code, string Message, string Data = "")
{
    public static readonly RpcError MethodNotFound = new(-32601, "Method not found");

    public static RpcError Parse(string data) => new(-32700, "Parse error. Invalid JSON", data);

    public static RpcError InvalidParams(string data) => new(-32602, "Invalid params", data);

    public static RpcError Internal(string data) => new(-32603, "Internal error", data);

    public static RpcError Server(string data) => new(-32000, "Server error", data);
}

/// <summary>A method's refusal: -32603 with this text as data.</summary>
internal sealed class RpcException(string message) : Exception(message);

/// <summary>Parameters that do not convert; the face that received them picks the code.</summary>
internal sealed class RpcParameterException(string message) : Exception(message);
