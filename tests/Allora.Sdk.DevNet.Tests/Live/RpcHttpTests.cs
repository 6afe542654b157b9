using System.Net;
using System.Text.Json;
using Allora.Sdk.DevNet.Faults;

namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>What the captures do not show of the HTTP faces: GET requests, batches, mistakes, faults.</summary>
public sealed class RpcHttpTests
{
    [Fact]
    public async Task Methods_are_called_by_their_path()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        var hash = await live.BroadcastAsync(live.Sender, live.Send(live.Sender));
        await live.StepAsync();
        await ExpectAsync(live, "/block?height=1", 200, "\"height\":\"1\"");
        await ExpectAsync(live, "/block", 200, "\"height\":\"2\"");
        await ExpectAsync(live, $"/tx?hash=0x{hash}&prove=true", 200, $"\"hash\":\"{hash}\"");
        await ExpectAsync(live, $"/tx_search?query=%22tx.hash%3D%27{hash}%27%22&order_by=%22desc%22", 200, "\"total_count\":\"1\"");
        await ExpectAsync(live, "/block_search?query=%22block.height%3C2%22", 200, "\"total_count\":\"1\"");
        await ExpectAsync(live, "/abci_query?path=%22/store/bank/key%22", 200, "no such store: bank: unknown request");
        await ExpectAsync(live, "/abci_query?path=%22/cosmos.auth.v1beta1.Query/Account%22&data=0x0a0161", 200, "\"codespace\":\"sdk\"");
        await ExpectAsync(live, "/validators?per_page=1", 200, "\"total\":\"1\"");
        await ExpectAsync(live, "/blockchain?minHeight=1&maxHeight=2", 200, "\"block_metas\":[");
        await ExpectAsync(live, "/commit?height=1", 200, "\"canonical\":true");
        await ExpectAsync(live, "/commit", 200, "\"canonical\":false");
        await ExpectAsync(live, "/", 200, "Available endpoints");
    }

    [Theory]
    [InlineData("/block?height=9", 500, "height 9 must be less than or equal to the current blockchain height 1")]
    [InlineData("/block?height=-1", 500, "height must be greater than 0, but got -1")]
    [InlineData("/block?height=x", 500, "\"code\":-32602,\"message\":\"Invalid params\",\"data\":\"error converting http params to arguments: invalid character 'x' looking for beginning of value\"")]
    [InlineData("/block?height=0x05", 500, "got a hex string arg, but expected 'int64'")]
    [InlineData("/tx_search?query=%22a%20b%22", 500, "offset 2: got tag, wanted \\u003c= operator")]
    [InlineData("/tx_search?query=%22a%3D1%22&page=2", 500, "page should be within [1, 1] range, given 2")]
    [InlineData("/subscribe?query=%22x%22", 404, "{\"jsonrpc\":\"2.0\",\"id\":-1,\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}")]
    [InlineData("/nothing", 404, "404 page not found\n")]
    public async Task Mistakes_are_answered_as_a_node_does(string path, int status, string text)
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        await ExpectAsync(live, path, status, text);
    }

    [Fact]
    public async Task Batches_are_answered_in_order_without_notifications()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        var health = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"health\"}";
        var other = "{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"nope\"}";
        Assert.Equal(
            (200, "[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}},{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}]"),
            await live.PostAsync($"[{health},{{\"jsonrpc\":\"2.0\",\"method\":\"health\"}},{other}]"));
        Assert.Equal((200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"), await live.PostAsync($"[{health}]"));
        Assert.Equal((200, ""), await live.PostAsync("[]"));
        Assert.Equal(
            (500, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"Parse error. Invalid JSON\",\"data\":\"error unmarshaling request: unexpected end of JSON input\"}}"),
            await live.PostAsync("{"));
        Assert.Equal(
            (500, "{\"jsonrpc\":\"2.0\",\"id\":-1,\"error\":{\"code\":-32603,\"message\":\"Internal error\",\"data\":\"reflect: Call with too few input arguments\"}}"),
            await live.PostAsync("{\"id\":1,\"method\":\"block\"}"));
    }

    [Fact]
    public async Task A_broadcast_waits_for_its_block_when_asked_to()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        var waiting = live.CallAsync("broadcast_tx_commit", $"{{\"tx\":\"{Convert.ToBase64String(live.Send(live.Sender))}\"}}");
        while (!(await live.GetAsync("/num_unconfirmed_txs")).Body.Contains("\"total\":\"1\"", StringComparison.Ordinal))
            await Task.Yield();
        var height = await live.StepAsync();
        var result = (await waiting).GetProperty("result");
        Assert.Equal(height.ToString(System.Globalization.CultureInfo.InvariantCulture), result.GetProperty("height").GetString());
        Assert.Equal(0, result.GetProperty("tx_result").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData(FaultProtocol.Rpc, FaultKind.Unavailable, HttpStatusCode.ServiceUnavailable)]
    [InlineData(FaultProtocol.Rpc, FaultKind.ResourceExhausted, HttpStatusCode.TooManyRequests)]
    [InlineData(FaultProtocol.Rest, FaultKind.Unavailable, HttpStatusCode.ServiceUnavailable)]
    [InlineData(FaultProtocol.Rest, FaultKind.DeadlineExceeded, HttpStatusCode.GatewayTimeout)]
    public async Task Faults_answer_with_their_status_once(FaultProtocol protocol, FaultKind kind, HttpStatusCode expected)
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        live.Net.Faults.Add(new Fault { Kind = kind, Protocol = protocol, Times = 1 });
        Assert.Equal((int)expected, await StatusAsync());
        Assert.Equal(200, await StatusAsync());

        async Task<int> StatusAsync() => protocol == FaultProtocol.Rpc
            ? (await live.GetAsync("/health")).Status
            : (await live.RestAsync("GET", "/cosmos/base/node/v1beta1/config")).Status;
    }

    [Fact]
    public async Task A_broadcast_can_arrive_while_its_answer_is_lost()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        live.Net.Faults.Add(new Fault { Kind = FaultKind.LostAnswer, Protocol = FaultProtocol.Rpc, Method = "broadcast_tx_sync", Times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => live.BroadcastAsync(live.Sender, live.Send(live.Sender)));
        Assert.Contains("\"total\":\"1\"", (await live.GetAsync("/num_unconfirmed_txs")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.Truncated)]
    [InlineData(FaultKind.Garbage)]
    public async Task Answers_can_be_broken(FaultKind kind)
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        live.Net.Faults.Add(new Fault { Kind = kind, Protocol = FaultProtocol.Rpc, Method = "status", Times = 1 });
        var error = await Record.ExceptionAsync(() => live.CallAsync("status", "{}"));
        Assert.True(kind == FaultKind.Truncated ? error is HttpRequestException : error is JsonException, error?.ToString());
        Assert.True((await live.CallAsync("status", "{}")).TryGetProperty("result", out _));
    }

    private static async Task ExpectAsync(LiveNet live, string path, int status, string text)
    {
        var (actual, body) = await live.GetAsync(path);
        Assert.True(status == actual, $"{path}: {actual} {body}");
        Assert.Contains(text, body, StringComparison.Ordinal);
    }
}
