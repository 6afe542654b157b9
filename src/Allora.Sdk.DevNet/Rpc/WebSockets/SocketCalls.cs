using System.Text.Json;
using Allora.Sdk.DevNet.Rpc.Events;
using Allora.Sdk.DevNet.Rpc.JsonRpc;

namespace Allora.Sdk.DevNet.Rpc.WebSockets;

/// <summary>The calls that come over a WebSocket: every method of the HTTP face, and subscriptions.</summary>
internal sealed class SocketCalls
{
    private static readonly RpcParameter[] QueryParameter = [new("query", RpcParameterKind.Text)];

    private readonly RpcDispatcher _dispatcher;
    private readonly SubscriptionSet _subscriptions;

    public SocketCalls(RpcDispatcher dispatcher, SubscriptionSet subscriptions)
    {
        _dispatcher = dispatcher;
        _subscriptions = subscriptions;
    }

    /// <summary>The answer to a message, or null where a node stays silent.</summary>
    public async ValueTask<byte[]?> AnswerAsync(byte[] message, CancellationToken cancellationToken)
    {
        var request = RpcRequestReader.ReadMessage(message, out var error);
        if (request is null)
            return RpcEnvelope.Error(RpcId.None, RpcError.Parse("error unmarshaling request: " + error));
        if (request.Id.IsMissing)
            return null;
        if (Find(request) is not { } method)
            return RpcEnvelope.Error(request.Id, RpcError.MethodNotFound);
        if (request.Params.ValueKind == JsonValueKind.Undefined && method.Parameters.Count > 0)
            return RpcEnvelope.Error(RpcId.Dummy, RpcError.Internal("WSJSONRPC: " + RpcDispatcher.TooFewArguments));
        try
        {
            var arguments = request.Params.ValueKind == JsonValueKind.Undefined
                ? RpcArguments.None
                : RpcParameterReader.Read(method.Parameters, request.Params);
            return (await _dispatcher.CallAsync(method, request.Id, arguments, cancellationToken).ConfigureAwait(false)).Json;
        }
        catch (RpcParameterException refusal)
        {
            return RpcEnvelope.Error(request.Id, RpcError.Internal("error converting json params to arguments: " + refusal.Message));
        }
    }

    /// <summary>The method that a message calls; empty where it is no call.</summary>
    public static string MethodOf(byte[] message) => RpcRequestReader.ReadMessage(message, out _)?.Method ?? "";

    private RpcMethod? Find(RpcRequest request) => request.Method switch
    {
        "subscribe" => Method(request, QueryParameter, arguments => _subscriptions.Add(request.Id, arguments.Text(0))),
        "unsubscribe" => Method(request, QueryParameter, arguments => _subscriptions.Remove(arguments.Text(0))),
        "unsubscribe_all" => Method(request, [], _ => _subscriptions.RemoveAll()),
        _ => _dispatcher.Find(request.Method),
    };

    private static RpcMethod Method(RpcRequest request, RpcParameter[] parameters, Action<RpcArguments> act) =>
        new(request.Method, parameters, (arguments, result, _) =>
        {
            act(arguments);
            result.WriteStartObject();
            result.WriteEndObject();
            return ValueTask.CompletedTask;
        });
}
