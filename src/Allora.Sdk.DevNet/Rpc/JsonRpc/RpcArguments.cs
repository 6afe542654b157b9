namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>The converted parameters of one call, in the method's order; null where the client gave none.</summary>
internal sealed class RpcArguments(object?[] values)
{
    public static readonly RpcArguments None = new([]);

    public long? Int(int index) => (long?)values[index];

    public bool Bool(int index) => values[index] is true;

    public string Text(int index) => (string?)values[index] ?? "";

    public byte[] Bytes(int index) => (byte[]?)values[index] ?? [];
}
