using Allora.Sdk.Chain.Queries;
using Allora.Sdk.Protos.Cosmos.Base.Node.V1Beta1;
using Allora.Sdk.Tests.Chain.Replay;
using Allora.Sdk.Values;
using Allora.TestData;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain;

public class GasPriceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_fee_markets_price_is_scaled_by_a_power_of_ten()
    {
        await using var server = await ReplayServer.StartAsync(CapturedCall.Get("gas-price"));
        await using var client = new AlloraClient(server.Network);

        Assert.Equal(GasPrice.Parse("10"), await client.GetGasPriceAsync(Ct));
    }

    [Fact]
    public void The_two_spellings_of_one_recorded_price_are_read_by_two_functions()
    {
        var overGrpc = CapturedCall.Get("gas-price").Response.GetProperty("price").GetProperty("amount").GetString()!;
        var body = Data.Capture("rest-and-rpc.json").EnumerateArray()
            .Single(entry => entry.GetProperty("name").GetString() == "rest-gas-price").GetProperty("body").GetString()!;
        var overRest = System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("price").GetProperty("amount").GetString()!;

        Assert.Equal(("10000000000000000000", "10.000000000000000000"), (overGrpc, overRest));
        Assert.Equal(GasPrice.Parse(overRest), GasPrice.FromScaled18(overGrpc));
        Assert.NotEqual(GasPrice.Parse(overGrpc), GasPrice.FromScaled18(overGrpc));
        Assert.Throws<FormatException>(() => GasPrice.FromScaled18(overRest));
    }

    [Theory]
    [InlineData("gas-price-unknown-denom", "uatom")]
    [InlineData("gas-price-no-denom", "")]
    public async Task A_coin_that_the_fee_market_does_not_take_is_named(string name, string denom)
    {
        await using var server = await ReplayServer.StartAsync(CapturedCall.Get(name));
        await using var client = new AlloraClient(server.Network with { Denom = denom });

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetGasPriceAsync(Ct));

        Assert.Equal((AlloraErrorReason.WrongFeeDenom, false), (failure.Reason, failure.IsTransient));
    }

    [Fact]
    public async Task Without_a_fee_market_the_nodes_setting_counts()
    {
        var config = new ConfigResponse { MinimumGasPrice = "0.25uatom,250000000.500000000000000000uallo" };
        await using var server = await ReplayServer.StartAsync(call => call.Method switch
        {
            "/feemarket.feemarket.v1.Query/GasPrice" => ReplayAnswer.UnknownService("feemarket.feemarket.v1.Query"),
            "/cosmos.base.node.v1beta1.Service/Config" => ReplayAnswer.Reply(config),
            _ => ReplayAnswer.Fail(StatusCode.Internal, call.Method),
        });
        await using var client = new AlloraClient(server.Network);

        Assert.Equal(GasPrice.Parse("250000000.5"), await client.GetGasPriceAsync(Ct));
    }

    [Fact]
    public async Task A_fee_market_that_cannot_be_asked_is_not_a_missing_one()
    {
        await using var server = await ReplayServer.StartAsync(_ => ReplayAnswer.Fail(StatusCode.Unavailable, "busy"));
        await using var client = new AlloraClient(server.Network);

        await Assert.ThrowsAsync<AlloraException>(() => client.GetGasPriceAsync(Ct));

        Assert.Equal(["/feemarket.feemarket.v1.Query/GasPrice"], server.Received.Select(call => call.Method));
    }

    [Theory]
    [InlineData("", "0")]
    [InlineData("10uallo", "10")]
    [InlineData("0.025uatom, 10.5uallo", "10.5")]
    [InlineData("10uallox", "0")]
    [InlineData("uallo", "0")]
    [InlineData("7uatom", "0")]
    public void A_nodes_setting_lists_coins(string prices, string expected) =>
        Assert.Equal(GasPrice.Parse(expected), GasPriceQuery.Find(prices, "uallo"));
}
