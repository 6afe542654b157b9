using System.Globalization;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Feemarket.V1;
using Allora.Sdk.Tests.Chain.Replay;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain.Transport;

public class InvokerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Generated_clients_get_the_clients_time_limit_where_they_set_none()
    {
        await using var server = await ReplayServer.StartAsync(CapturedCall.Get("feemarket-params"));
        await using var client = new AlloraClient(server.Network, new AlloraClientOptions { RequestTimeout = TimeSpan.FromMinutes(3) });
        var market = new Protos.Feemarket.V1.Query.QueryClient(client.Invoker);

        var reply = await market.ParamsAsync(new ParamsRequest(), cancellationToken: Ct);
        await market.ParamsAsync(new ParamsRequest(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(9), cancellationToken: Ct);

        Assert.Equal("uallo", reply.Params.FeeDenom);
        var limits = server.Received.Select(call => Minutes(call.Timeout)).ToList();
        Assert.InRange(limits[0], 2, 3);
        Assert.InRange(limits[1], 480, 600);
    }

    [Fact]
    public async Task Generated_clients_get_grpcs_own_exceptions_and_headers()
    {
        await using var server = await ReplayServer.StartAsync(CapturedCall.Get("balance-bad-denom"));
        await using var client = new AlloraClient(server.Network);
        var bank = new Protos.Cosmos.Bank.V1Beta1.Query.QueryClient(client.Invoker);

        var request = QueryBalanceRequest.Parser.ParseFrom(CapturedCall.Get("balance-bad-denom").Request);
        var failure = Assert.Throws<RpcException>(() => bank.Balance(request, cancellationToken: Ct));

        Assert.Equal((StatusCode.InvalidArgument, "invalid denom: !!"), (failure.StatusCode, failure.Status.Detail));
    }

    [Fact]
    public async Task Every_request_carries_the_endpoints_headers()
    {
        await using var server = await ReplayServer.StartAsync(CapturedCall.Get("feemarket-params"));
        var endpoint = new AlloraEndpoint(server.Endpoint) { Headers = new Dictionary<string, string> { ["X-Api-Key"] = "open sesame" } };
        await using var client = new AlloraClient(server.Network with { Endpoints = [endpoint] });
        var market = new Protos.Feemarket.V1.Query.QueryClient(client.Invoker);

        await market.ParamsAsync(new ParamsRequest(), cancellationToken: Ct);
        await market.ParamsAsync(new ParamsRequest(), new Grpc.Core.Metadata { { "mine", "too" } }, cancellationToken: Ct);
        await Assert.ThrowsAsync<AlloraException>(() => client.GetChainIdAsync(Ct));

        Assert.Equal(["open sesame", "open sesame", "open sesame"], server.Received.Select(call => call.Key));
    }

    // grpc-timeout is a number and a unit: "180000m" are milliseconds.
    private static double Minutes(string? timeout) =>
        double.Parse(timeout![..^1], CultureInfo.InvariantCulture) / timeout[^1] switch
        {
            'u' => 60_000_000,
            'm' => 60_000,
            'S' => 60,
            'M' => 1,
            'H' => 1 / 60.0,
            var unit => throw new FormatException($"Not a unit of grpc-timeout: {unit}"),
        };
}
