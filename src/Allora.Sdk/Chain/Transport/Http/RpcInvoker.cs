using System.Net.Http.Headers;
using System.Text.Json;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>
/// Calls over a node's CometBFT RPC alone: broadcast_tx_sync and tx for transactions, status for being in sync, and abci_query, which reaches
/// every query of the chain, for everything else.
/// </summary>
internal sealed class RpcInvoker(HttpClient http, Uri address) : UnaryInvoker
{
    private const string TxService = "cosmos.tx.v1beta1.Service";
    private const string NodeService = "cosmos.base.tendermint.v1beta1.Service";

    protected override Task<WireReply> SendAsync(WireRequest request, CancellationToken cancellationToken) => (request.Service, request.Method) switch
    {
        (TxService, "BroadcastTx") => BroadcastAsync(request, cancellationToken),
        (TxService, "GetTx") => LookUpAsync(request, cancellationToken),
        (NodeService, "GetSyncing") => SyncingAsync(request, cancellationToken),
        _ => QueryAsync(request, cancellationToken),
    };

    /// <summary>The results of a block, including its own events.</summary>
    public async Task<JsonElement> BlockResultsAsync(long height, Metadata headers, CancellationToken cancellationToken)
    {
        var request = new WireRequest("", "", default, headers);
        var text = height.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var reply = await CallAsync("block_results", json => json.WriteString("height"u8, text), request, cancellationToken).ConfigureAwait(false);
        return reply.Error is { } error ? throw error.ToException() : reply.Result;
    }

    private async Task<WireReply> BroadcastAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var transaction = RpcTransactions.BytesOf(request.Body, out var method);
        var reply = await CallAsync(method, json => json.WriteBase64String("tx"u8, transaction.Span), request, cancellationToken).ConfigureAwait(false);
        return reply.Error is { } error
            ? RpcTransactions.Refused(error, transaction.Span)
            : RpcTransactions.Broadcast(reply.Result);
    }

    private async Task<WireReply> LookUpAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var hash = RpcTransactions.HashOf(request.Body);
        var reply = await CallAsync("tx", json => json.WriteBase64String("hash"u8, hash), request, cancellationToken).ConfigureAwait(false);
        if (reply.Error is not { } error)
            return RpcTransactions.Found(reply.Result);
        throw error.Data.EndsWith(" not found", StringComparison.Ordinal)
            ? new RpcException(new Status(StatusCode.NotFound, $"tx not found: {Convert.ToHexString(hash)}"))
            : error.ToException();
    }

    private async Task<WireReply> SyncingAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var reply = await CallAsync("status", static _ => { }, request, cancellationToken).ConfigureAwait(false);
        return reply.Error is { } error ? throw error.ToException() : RpcQueries.Syncing(reply.Result);
    }

    private async Task<WireReply> QueryAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var height = request.Headers.GetValue(CallHeaders.Height) ?? "0";
        var reply = await CallAsync(
            "abci_query",
            json =>
            {
                json.WriteString("path"u8, $"/{request.Service}/{request.Method}");
                json.WriteString("data"u8, Convert.ToHexStringLower(request.Body.Span));
                json.WriteString("height"u8, height);
                json.WriteBoolean("prove"u8, false);
            },
            request,
            cancellationToken).ConfigureAwait(false);
        return reply.Error is { } error ? throw error.ToException() : RpcQueries.Answer(reply.Result, request.Service);
    }

    private async Task<RpcReply> CallAsync(
        string method, Action<Utf8JsonWriter> parameters, WireRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Body(method, parameters)) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var entry in request.Headers)
        {
            if (!entry.IsBinary && entry.Key != CallHeaders.Height)
                message.Headers.TryAddWithoutValidation(entry.Key, entry.Value);
        }

        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (RpcReply.TryRead(body) is { } reply)
            return reply;
        throw response.IsSuccessStatusCode ? new JsonException($"The reply to {method} is not JSON-RPC.") : RestErrors.NotFromNode(response);
    }

    private static byte[] Body(string method, Action<Utf8JsonWriter> parameters)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteNumber("id"u8, 1);
            json.WriteString("method"u8, method);
            json.WriteStartObject("params"u8);
            parameters(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
