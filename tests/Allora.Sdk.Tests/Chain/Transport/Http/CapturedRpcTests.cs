using System.Text.Json;
using Allora.Sdk.Tests.Api;
using Allora.TestData;

namespace Allora.Sdk.Tests.Chain.Transport.Http;

/// <summary>What a real node's CometBFT RPC answered, byte for byte, and what a client makes of it.</summary>
public class CapturedRpcTests
{
    private const string Known = "BE55D1D4764B5D82EE01EB4B88D926389112D9A076CF86F760686FAF5195D943";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transaction_is_found_with_all_that_gRPC_tells()
    {
        await using var node = await ServeAsync("rpc-tx");
        await using var client = Client(node);

        var receipt = await client.GetTransactionAsync(Known, Ct);

        Assert.NotNull(receipt);
        Assert.Equal((Known, 59L, null, 120_000UL, 103_858UL), (receipt.Hash, receipt.Height, receipt.Error, receipt.GasWanted, receipt.GasUsed));
        Assert.Equal(120_000UL, receipt.Fee.GasLimit);
        Assert.Equal("tx", receipt.Events[0].Type);
        Assert.Equal(Question("rpc-tx"), JsonElement.Parse(node.Received.Single().Body).GetProperty("params").GetProperty("hash").GetString());
    }

    [Fact]
    public async Task One_that_is_not_there_is_not_there()
    {
        await using var node = await ServeAsync("rpc-tx-not-found");
        await using var client = Client(node);

        Assert.Null(await client.GetTransactionAsync(new string('0', 64), Ct));
    }

    [Theory]
    [InlineData("rpc-broadcast-ok", null)]
    [InlineData("rpc-broadcast-duplicate", AlloraErrorReason.AlreadyKnown)]
    [InlineData("rpc-broadcast-wrong-sequence", AlloraErrorReason.SequenceMismatch)]
    public async Task A_broadcast_has_the_verdict_that_gRPC_gives(string name, AlloraErrorReason? reason)
    {
        await using var node = await ServeAsync(name);
        await using var client = Client(node);
        var bytes = Convert.FromBase64String(Question(name));

        var result = await client.BroadcastAsync(bytes, Ct);

        Assert.Equal((Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)), reason), (result.Hash, result.Error?.Reason));
        Assert.Equal(Convert.ToBase64String(bytes), JsonElement.Parse(node.Received.Single().Body).GetProperty("params").GetProperty("tx").GetString());
    }

    [Fact]
    public async Task A_balance_is_asked_by_abci_query()
    {
        await using var node = await ServeAsync("rpc-abci-query");
        await using var client = Client(node);

        var balance = await client.GetBalanceAsync("allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r", Ct);

        Assert.Equal("996999999999999722174381", balance.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var (asked, captured) = (Parameters(node.Received.Single().Body), Parameters(Captured("rpc-abci-query").Text("request_body")));
        Assert.Equal(captured.GetProperty("data").GetString(), asked.GetProperty("data").GetString());
        Assert.Equal(captured.GetProperty("path").GetString(), asked.GetProperty("path").GetString());
    }

    private static Task<LoopbackApi> ServeAsync(string name) =>
        LoopbackApi.StartAsync((_, _) => new ApiAnswer(Captured(name).GetProperty("status").GetInt32(), Captured(name).Text("body")));

    private static AlloraClient Client(LoopbackApi node) => new((AlloraNetwork.Local with { EventEndpoints = [new AlloraEndpoint(node.Address)] }).OverRpc());

    private static JsonElement Captured(string name) => Data.Capture("rest-and-rpc.json").EnumerateArray().First(call => call.Text("name") == name);

    private static string Question(string name)
    {
        var parameters = Parameters(Captured(name).Text("request_body"));
        return parameters.TryGetProperty("hash", out var hash) ? hash.GetString()! : parameters.Text("tx");
    }

    private static JsonElement Parameters(string body) => JsonElement.Parse(body).GetProperty("params");
}
