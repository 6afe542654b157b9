namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>What a parameter holds, by the Go type that a node reads it into.</summary>
internal enum RpcParameterKind
{
    /// <summary>int64: a quoted number.</summary>
    Long,

    /// <summary>int: a quoted number as well.</summary>
    Int,

    Bool,

    Text,

    /// <summary>[]byte: base64.</summary>
    Bytes,

    /// <summary>HexBytes: hexadecimal.</summary>
    Hex,
}

/// <summary>A named parameter of a method.</summary>
internal readonly record struct RpcParameter(string Name, RpcParameterKind Kind)
{
    /// <summary>The name of the Go type, for error texts.</summary>
    public string GoType => Kind switch
    {
        RpcParameterKind.Long => "int64",
        RpcParameterKind.Int => "int",
        RpcParameterKind.Bool => "bool",
        RpcParameterKind.Text => "string",
        _ => "[]uint8",
    };

    /// <summary>The kind by which Go's reflection names the type.</summary>
    public string GoKind => Kind is RpcParameterKind.Bytes or RpcParameterKind.Hex ? "slice" : GoType;
}
