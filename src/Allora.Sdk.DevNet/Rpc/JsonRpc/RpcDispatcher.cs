using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Allora.Sdk.DevNet.Diagnostics;
using Allora.Sdk.DevNet.Rpc.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>Finds methods and calls them; HTTP and WebSocket share it.</summary>
internal sealed class RpcDispatcher(IEnumerable<RpcMethod> methods, ILogger? logger = null, RpcDispatcher.Bend? bend = null)
{
    /// <summary>Changes a finished response.</summary>
    public delegate ValueTask<RpcResponse> Bend(string method, RpcId id, RpcArguments arguments, RpcResponse honest, CancellationToken cancellationToken);

    private readonly FrozenDictionary<string, RpcMethod> _methods = methods.ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);

    /// <summary>What Go's reflection says when a method that takes parameters is called without any.</summary>
    public const string TooFewArguments = "reflect: Call with too few input arguments";

    public IEnumerable<RpcMethod> Methods => _methods.Values;

    public RpcMethod? Find(string method) => _methods.GetValueOrDefault(method);

    /// <summary>Calls a method and gives the whole response: its result, or its refusal as -32603.</summary>
    public async ValueTask<RpcResponse> CallAsync(RpcMethod method, RpcId id, RpcArguments arguments, CancellationToken cancellationToken)
    {
        var honest = await AnswerAsync(method, id, arguments, cancellationToken).ConfigureAwait(false);
        return bend is null ? honest : await bend(method.Name, id, arguments, honest, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RpcResponse> AnswerAsync(RpcMethod method, RpcId id, RpcArguments arguments, CancellationToken cancellationToken)
    {
        var result = new ArrayBufferWriter<byte>(1024);
        try
        {
            var writer = new Utf8JsonWriter(result, GoJson.WriterOptions);
            await using (writer.ConfigureAwait(false))
                await method.Handler(arguments, writer, cancellationToken).ConfigureAwait(false);
            return new RpcResponse(RpcEnvelope.Result(id, result.WrittenSpan), false);
        }
        catch (RpcException refusal)
        {
            return new RpcResponse(RpcEnvelope.Error(id, RpcError.Internal(refusal.Message)), true);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            // A node recovers from a handler's panic and names it.
            DevNetEvents.CallFailed(logger ?? NullLogger.Instance, method.Name, error);
            return new RpcResponse(RpcEnvelope.Error(id, RpcError.Internal(error.Message)), true);
        }
    }
}

/// <summary>A finished response, and whether it reports a failure.</summary>
internal readonly record struct RpcResponse(byte[] Json, bool IsError);
