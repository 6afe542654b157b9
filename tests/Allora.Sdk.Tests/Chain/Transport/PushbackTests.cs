using System.Diagnostics;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>An endpoint that asks to be left alone is, also where it is the only one.</summary>
public sealed class PushbackTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task An_only_node_is_asked_again_after_the_time_that_it_wanted()
    {
        await using var chain = await StartAsync();
        await using var client = new AlloraClient(chain.Network);
        var fault = chain.Nodes[0].Faults.Add(new Fault { Kind = FaultKind.ResourceExhausted, Protocol = FaultProtocol.Grpc, Delay = TimeSpan.FromSeconds(2), Times = 1 });
        var refused = await Assert.ThrowsAsync<AlloraException>(() => client.GetChainIdAsync(Ct));
        var since = Stopwatch.StartNew();

        Assert.Equal(chain.ChainId, await client.GetChainIdAsync(Ct));

        Assert.Equal((AlloraErrorReason.RateLimited, true), (refused.Reason, refused.IsTransient));
        Assert.InRange(since.Elapsed.TotalSeconds, 1.5, 60);
        Assert.Equal(1, fault.Hits);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_cannot_wait_so_long_is_told_at_once_and_nothing_is_sent()
    {
        await using var chain = await StartAsync();
        await using var client = new AlloraClient(chain.Network);
        var fault = chain.Nodes[0].Faults.Add(new Fault { Kind = FaultKind.ResourceExhausted, Protocol = FaultProtocol.Grpc, Delay = TimeSpan.FromHours(1) });
        await Assert.ThrowsAsync<AlloraException>(() => client.GetChainIdAsync(Ct));

        var refused = await Assert.ThrowsAsync<AlloraException>(() => client.GetChainIdAsync(Ct));

        Assert.Equal(AlloraErrorReason.RateLimited, refused.Reason);
        Assert.Contains("nothing was sent", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public void An_only_node_that_limits_the_rate_is_given_longer_pauses_until_it_answers()
    {
        var time = new FakeTimeProvider();
        var health = new EndpointHealth(new AlloraClientOptions { TimeProvider = time });
        foreach (var seconds in new[] { 1, 2, 4, 8, 8 })
        {
            health.Limited();
            // Requests that were under way with the refused one do not make it longer.
            health.Limited();
            Assert.Equal(TimeSpan.FromSeconds(seconds), health.RemainingWait);
            time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(TimeSpan.Zero, health.RemainingWait);
        }

        health.Answered(time.GetTimestamp());
        health.Limited();
        Assert.Equal(TimeSpan.FromSeconds(1), health.RemainingWait);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_only_node_that_limits_the_rate_is_called_again_after_a_pause()
    {
        await using var chain = await StartAsync();
        var time = new FakeTimeProvider();
        await using var client = new AlloraClient(chain.Network, new AlloraClientOptions { TimeProvider = time });
        var fault = chain.Nodes[0].Faults.Add(new Fault { Kind = FaultKind.ResourceExhausted, Protocol = FaultProtocol.Grpc, Times = 1 });
        await Assert.ThrowsAsync<AlloraException>(() => client.GetChainIdAsync(Ct));

        var next = client.GetChainIdAsync(Ct);
        var early = next.IsCompleted;
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(chain.ChainId, await next);
        Assert.False(early);
        Assert.Equal(1, fault.Hits);
    }

    [Theory]
    [InlineData("Wed, 25 Nov 2026 10:00:00 GMT", "Wed, 25 Nov 2026 10:01:30 GMT", 90.0)]
    [InlineData("Wed, 25 Nov 2026 10:00:00 GMT", "Wed, 25 Nov 2026 09:59:00 GMT", 0.0)]
    [InlineData(null, "Wed, 25 Nov 2026 10:01:30 GMT", null)]
    public void A_date_counts_by_the_servers_own_clock(string? now, string after, double? seconds)
    {
        var headers = new Metadata { { "retry-after", after } };
        if (now is not null)
            headers.Add("date", now);

        Assert.Equal(seconds, Pushback.Of(headers)?.TotalSeconds);
    }

    [Fact]
    public void A_gateways_retry_info_is_read_and_its_mistakes_are_not_fatal()
    {
        // Status{code 8, details: [Any{google.rpc.RetryInfo{retry_delay 3.5 s}}]}.
        byte[] info = [0x0A, 0x08, 0x08, 0x03, 0x10, 0x80, 0xCA, 0xB5, 0xEE, 0x01];
        var type = "type.googleapis.com/google.rpc.RetryInfo"u8.ToArray();
        byte[] any = [0x0A, (byte)type.Length, .. type, 0x12, (byte)info.Length, .. info];
        byte[] status = [0x08, 0x08, 0x1A, (byte)any.Length, .. any];

        Assert.Equal(3.5, RetryInfo.Of(new Metadata { { "grpc-status-details-bin", status } })?.TotalSeconds);
        for (var cut = 0; cut < status.Length; cut++)
            _ = RetryInfo.Of(new Metadata { { "grpc-status-details-bin", status[..cut] } });
        Assert.Null(RetryInfo.Of([]));
    }

    private static Task<DevNet.AlloraDevNet> StartAsync() => DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
}
