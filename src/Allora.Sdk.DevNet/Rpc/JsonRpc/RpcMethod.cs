using System.Text.Json;

namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>Writes the result of a call, or throws <see cref="RpcException"/>.</summary>
internal delegate ValueTask RpcHandler(RpcArguments arguments, Utf8JsonWriter result, CancellationToken cancellationToken);

/// <summary>A method that every face of the RPC server offers.</summary>
internal sealed record RpcMethod(string Name, IReadOnlyList<RpcParameter> Parameters, RpcHandler Handler)
{
    /// <summary>A method that answers at once.</summary>
    public static RpcMethod Of(string name, IReadOnlyList<RpcParameter> parameters, Action<RpcArguments, Utf8JsonWriter> write) =>
        new(name, parameters, (arguments, result, _) =>
        {
            write(arguments, result);
            return ValueTask.CompletedTask;
        });

    /// <summary>The parameter without which an answer must not be cached: null for methods whose answers never may be.</summary>
    public string? CacheableWith { get; init; }

    /// <summary>Whether a call with these arguments gives an answer that stays true.</summary>
    public bool IsCacheable(RpcArguments arguments)
    {
        if (CacheableWith is null)
            return false;
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Name == CacheableWith)
                return arguments.Int(i) is not (null or 0);
        }

        return true;
    }
}
