using System.Buffers;
using System.Text;
using Allora.Sdk.DevNet.Rpc.Json;

namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>Writes JSON-RPC responses byte for byte as a node does.</summary>
internal static class RpcEnvelope
{
    /// <summary>The response to a call that gave this result.</summary>
    public static byte[] Result(RpcId id, ReadOnlySpan<byte> result)
    {
        var buffer = new ArrayBufferWriter<byte>(result.Length + 64);
        WriteHead(id, buffer);
        buffer.Write(",\"result\":"u8);
        GoJson.CopyEscaped(result, buffer);
        buffer.Write("}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>An error response.</summary>
    public static byte[] Error(RpcId id, RpcError error)
    {
        var body = GoJson.Build(error, static (e, writer) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("code"u8, e.Code);
            writer.WriteString("message"u8, e.Message);
            if (e.Data.Length > 0)
                writer.WriteString("data"u8, e.Data);
            writer.WriteEndObject();
        });
        var buffer = new ArrayBufferWriter<byte>(body.Length + 64);
        WriteHead(id, buffer);
        buffer.Write(",\"error\":"u8);
        buffer.Write(body);
        buffer.Write("}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What comes before the data of every frame of a subscription.</summary>
    public static byte[] EventHead(RpcId id, string query)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        WriteHead(id, buffer);
        buffer.Write(",\"result\":{\"query\":"u8);
        buffer.Write(GoJson.Build(query, static (text, writer) => writer.WriteStringValue(text)));
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteHead(RpcId id, ArrayBufferWriter<byte> buffer)
    {
        buffer.Write("{\"jsonrpc\":\"2.0\""u8);
        if (id.IsMissing)
            return;
        buffer.Write(",\"id\":"u8);
        buffer.Write(Encoding.UTF8.GetBytes(id.Json!));
    }
}
