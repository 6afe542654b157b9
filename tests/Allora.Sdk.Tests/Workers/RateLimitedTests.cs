using Allora.Sdk.DevNet.Faults;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Workers;

/// <summary>A node that reports a rate limit makes refreshes rare, and does not end them.</summary>
public sealed class RateLimitedTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task The_price_is_refreshed_although_a_rate_limit_is_reported()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(1m)));
        var faults = scene.DevNet.Nodes[0].Faults;
        var limit = faults.Add(new Fault { Kind = FaultKind.ResourceExhausted, Protocol = FaultProtocol.Grpc, Method = "Balance" });
        while (limit.Hits == 0)
            await Task.Delay(20, Ct);

        // A fault that changes nothing counts the calls.
        var prices = faults.Add(new Fault { Kind = FaultKind.Latency, Protocol = FaultProtocol.Grpc, Method = "GasPrice" });
        while (prices.Hits < 2)
            await Task.Delay(20, Ct);

        Assert.InRange(prices.Hits, 2, int.MaxValue);
    }
}
