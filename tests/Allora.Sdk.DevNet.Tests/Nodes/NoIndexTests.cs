using System.Net.Http.Json;
using System.Text.Json;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Conformance;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.TestData;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Tests.Nodes;

/// <summary>A node without a transaction index, as captured: look-ups are refused, and what needs none goes on.</summary>
public sealed class NoIndexTests
{
    private static readonly TestWallet Sender = TestWallet.Default(1);
    private static readonly DevNetOptions NoIndex = new() { StepByHand = true, TransactionIndex = false };

    [Fact]
    public async Task Look_ups_over_gRPC_are_refused_as_captured()
    {
        await using var devnet = await AlloraDevNet.StartAsync(NoIndex);
        using var client = new TestClient(devnet.Grpc);
        var sent = await client.SendAsync(Sender, new TxPlan(Stage.SelfSend(Sender)));
        await devnet.StepAsync();
        var cases = Data.Capture("index-off.json").EnumerateArray().Where(static one => one.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Object).ToList();
        var found = Assert.Throws<RpcException>(() => client.Tx.GetTx(new GetTxRequest { Hash = sent.Txhash }));
        var searched = Assert.Throws<RpcException>(() => client.Tx.GetTxsEvent(new GetTxsEventRequest { Query = $"message.sender='{Sender.Address}'" }));
        Assert.Equal(cases.Select(Captured), [((int)found.StatusCode, found.Status.Detail), ((int)searched.StatusCode, searched.Status.Detail)]);
        var block = client.Tx.GetBlockWithTxs(new GetBlockWithTxsRequest { Height = devnet.Height });
        Assert.Equal(Sender.Address, Assert.Single(block.Txs).Body.Messages[0].Unpack<Protos.Cosmos.Bank.V1Beta1.MsgSend>().FromAddress);
    }

    [Theory]
    [InlineData("index-off-rpc-tx")]
    [InlineData("index-off-rpc-tx-search")]
    [InlineData("index-off-rpc-block-search")]
    public async Task Look_ups_over_RPC_are_refused_as_captured(string name)
    {
        await using var devnet = await AlloraDevNet.StartAsync(NoIndex);
        using var http = new HttpClient();
        var captured = Data.Capture("index-off.json").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        using var answer = await http.PostAsync(devnet.Rpc, new StringContent(captured.GetProperty("request_body").GetString()!), TestContext.Current.CancellationToken);
        Assert.Equal(captured.GetProperty("status").GetInt32(), (int)answer.StatusCode);
        Assert.Equal(captured.GetProperty("body").GetString(), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("index-off-rest-tx")]
    [InlineData("index-off-rest-txs")]
    public async Task Look_ups_over_REST_are_refused_as_captured(string name)
    {
        await using var devnet = await AlloraDevNet.StartAsync(NoIndex);
        using var http = new HttpClient();
        var captured = Data.Capture("index-off.json").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        using var answer = await http.GetAsync(new Uri(devnet.Rest, captured.GetProperty("method").GetString()![4..]), TestContext.Current.CancellationToken);
        Assert.Equal(captured.GetProperty("status").GetInt32(), (int)answer.StatusCode);
        using var theirs = JsonDocument.Parse(captured.GetProperty("body").GetString()!);
        using var ours = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(JsonElement.DeepEquals(theirs.RootElement, ours.RootElement), ours.RootElement.GetRawText());
    }

    [Fact]
    public async Task The_status_says_so_and_block_results_are_served_until_they_are_not_kept()
    {
        await using var devnet = await AlloraDevNet.StartAsync(NoIndex);
        using var http = new HttpClient();
        var status = await http.GetFromJsonAsync<JsonElement>(new Uri(devnet.Rpc, "/status"), TestContext.Current.CancellationToken);
        Assert.Equal("off", status.GetProperty("result").GetProperty("node_info").GetProperty("other").GetProperty("tx_index").GetString());
        var results = await http.GetFromJsonAsync<JsonElement>(new Uri(devnet.Rpc, "/block_results?height=1"), TestContext.Current.CancellationToken);
        Assert.Equal("1", results.GetProperty("result").GetProperty("height").GetString());
        devnet.Nodes[0].BlockResults = false;
        using var refused = await http.GetAsync(new Uri(devnet.Rpc, "/block_results?height=1"), TestContext.Current.CancellationToken);
        Assert.Contains("node is not persisting finalize block responses", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_lags_knows_a_transaction_a_block_later()
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, IndexLag = 1 });
        using var client = new TestClient(devnet.Grpc);
        var sent = await client.SendAsync(Sender, new TxPlan(Stage.SelfSend(Sender)));
        await devnet.StepAsync();
        Assert.Equal(StatusCode.NotFound, Assert.Throws<RpcException>(() => client.Tx.GetTx(new GetTxRequest { Hash = sent.Txhash })).StatusCode);
        await devnet.StepAsync();
        Assert.Equal(devnet.Height - 1, client.Tx.GetTx(new GetTxRequest { Hash = sent.Txhash }).TxResponse.Height);
    }

    private static (int Status, string Message) Captured(JsonElement one) =>
        (one.GetProperty("status").GetProperty("value").GetInt32(), one.GetProperty("status").GetProperty("message").GetString()!);
}
