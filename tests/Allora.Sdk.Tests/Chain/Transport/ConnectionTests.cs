using System.Net;
using System.Net.Sockets;
using Allora.Sdk.Tests.Chain.Replay;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Chain.Transport;

public class ConnectionTests
{
    private const string Address = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_endpoint_that_nobody_listens_at_is_a_transient_failure()
    {
        var endpoint = new AlloraEndpoint($"http://127.0.0.1:{ClosedPort()}");
        await using var client = new AlloraClient(AlloraNetwork.Local with { Endpoints = [endpoint] });

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetAccountAsync(Address, Ct));

        Assert.Equal((AlloraErrorReason.Transport, true), (failure.Reason, failure.IsTransient));
        Assert.StartsWith($"AccountInfo: cannot reach {endpoint}: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_never_answers_is_given_up_by_the_clients_clock()
    {
        var asked = new TaskCompletionSource();
        await using var server = await ReplayServer.StartAsync(_ =>
        {
            asked.SetResult();
            return ReplayAnswer.Never;
        });
        var time = new FakeTimeProvider();
        var options = new AlloraClientOptions { TimeProvider = time, RequestTimeout = TimeSpan.FromSeconds(3) };
        await using var client = new AlloraClient(server.Network, options);

        var broadcast = client.BroadcastAsync(new byte[] { 1, 2, 3 }, Ct);
        await asked.Task.WaitAsync(Ct);
        time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(broadcast.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        var failure = await Assert.ThrowsAsync<AlloraException>(() => broadcast);
        Assert.Equal((AlloraErrorReason.Timeout, true, StatusCode.DeadlineExceeded), (failure.Reason, failure.IsTransient, failure.Status));
        Assert.Equal("BroadcastTx: no answer within 3 s", failure.Message);
        Assert.Equal("039058C6F2C0CB492C533B0A4D14EF77CC0F78ABCCCED5287D84A1A2011CFB81", failure.TransactionHash);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_a_cancellation()
    {
        var asked = new TaskCompletionSource();
        await using var server = await ReplayServer.StartAsync(_ =>
        {
            asked.SetResult();
            return ReplayAnswer.Never;
        });
        await using var client = new AlloraClient(server.Network);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var simulation = client.SimulateAsync(new byte[] { 1 }, stop.Token);
        await asked.Task.WaitAsync(Ct);
        await stop.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => simulation);
        Assert.Equal(stop.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task A_caller_that_has_given_up_already_asks_nothing()
    {
        await using var server = await ReplayServer.StartAsync(_ => ReplayAnswer.Never);
        await using var client = new AlloraClient(server.Network);

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetBalanceAsync(Address, new CancellationToken(canceled: true)));

        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_a_transient_failure_and_is_opened_again()
    {
        var answers = new Queue<ReplayAnswer>([ReplayAnswer.Cut, CapturedCall.Get("account-info").Answer]);
        await using var server = await ReplayServer.StartAsync(_ => answers.Dequeue());
        await using var client = new AlloraClient(server.Network);

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetAccountAsync(Address, Ct));
        var account = await client.GetAccountAsync(Address, Ct);

        Assert.Equal((AlloraErrorReason.Transport, true), (failure.Reason, failure.IsTransient));
        Assert.Equal(26ul, account?.Sequence);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_it_had_worked_costs_its_caller_nothing()
    {
        var answer = CapturedCall.Get("account-info").Answer;
        var answers = new Queue<ReplayAnswer>([answer, ReplayAnswer.Cut, answer]);
        await using var server = await ReplayServer.StartAsync(_ => answers.Dequeue());
        await using var client = new AlloraClient(server.Network);

        Assert.NotNull(await client.GetAccountAsync(Address, Ct));
        Assert.NotNull(await client.GetAccountAsync(Address, Ct));

        Assert.Empty(answers);
    }

    [Fact]
    public async Task A_node_that_breaks_every_connection_is_given_up_after_three_more()
    {
        var answer = CapturedCall.Get("account-info").Answer;
        var calls = 0;
        await using var server = await ReplayServer.StartAsync(_ => calls++ == 0 ? answer : ReplayAnswer.Cut);
        await using var client = new AlloraClient(server.Network);
        Assert.NotNull(await client.GetAccountAsync(Address, Ct));

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetAccountAsync(Address, Ct));

        Assert.Equal((AlloraErrorReason.Transport, true, 5), (failure.Reason, failure.IsTransient, calls));
    }

    [Fact]
    public async Task A_node_that_comes_back_is_found_again()
    {
        var answer = CapturedCall.Get("account-info").Answer;
        var first = await ReplayServer.StartAsync(_ => answer);
        await using var client = new AlloraClient(first.Network);

        Assert.NotNull(await client.GetAccountAsync(Address, Ct));
        await first.DisposeAsync();
        await Assert.ThrowsAsync<AlloraException>(() => client.GetAccountAsync(Address, Ct));
        await using var second = await ReplayServer.StartAsync(_ => answer, first.Port);

        Assert.NotNull(await client.GetAccountAsync(Address, Ct));
    }

    [Theory]
    [InlineData(429, AlloraErrorReason.RateLimited, true)]
    [InlineData(502, AlloraErrorReason.Unavailable, true)]
    [InlineData(503, AlloraErrorReason.Unavailable, true)]
    [InlineData(504, AlloraErrorReason.Unavailable, true)]
    [InlineData(404, AlloraErrorReason.Unavailable, true)]
    [InlineData(401, AlloraErrorReason.AccessDenied, false)]
    [InlineData(403, AlloraErrorReason.AccessDenied, false)]
    public async Task A_gateways_HTTP_status_has_a_reason(int status, AlloraErrorReason reason, bool transient)
    {
        await using var server = await ReplayServer.StartAsync(_ => ReplayAnswer.Http(status));
        await using var client = new AlloraClient(server.Network);

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetAccountAsync(Address, Ct));

        Assert.Equal((reason, transient), (failure.Reason, failure.IsTransient));
    }

    [Fact]
    public async Task A_server_that_speaks_no_HTTP2_is_a_transient_failure()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = (IPEndPoint)listener.LocalEndpoint;
        await using var client = new AlloraClient(AlloraNetwork.Local with { Endpoints = [new AlloraEndpoint($"http://127.0.0.1:{endpoint.Port}")] });

        var asked = client.GetChainIdAsync(Ct);
        using (var connection = await listener.AcceptSocketAsync(Ct))
            await connection.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Ct);

        var failure = await Assert.ThrowsAsync<AlloraException>(() => asked);
        Assert.Equal((AlloraErrorReason.Transport, true), (failure.Reason, failure.IsTransient));
    }

    [Fact]
    public async Task TLS_to_a_server_without_it_is_a_transient_failure()
    {
        await using var server = await ReplayServer.StartAsync(_ => ReplayAnswer.Never);
        await using var client = new AlloraClient(server.Network with { Endpoints = [new AlloraEndpoint(new UriBuilder(server.Endpoint) { Scheme = "https" }.Uri)] });

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetChainIdAsync(Ct));

        Assert.Equal((AlloraErrorReason.Transport, true), (failure.Reason, failure.IsTransient));
    }

    [Fact]
    public async Task A_reply_that_is_garbage_is_a_failure_of_the_call()
    {
        await using var server = await ReplayServer.StartAsync(_ => ReplayAnswer.Reply([0x0A, 0x7F, 0x01]));
        await using var client = new AlloraClient(server.Network);

        var byHand = await Assert.ThrowsAsync<AlloraException>(() => client.BroadcastAsync(new byte[] { 1 }, Ct));
        var generated = await Assert.ThrowsAsync<AlloraException>(() => client.GetBalanceAsync(Address, Ct));

        Assert.Equal((AlloraErrorReason.Transport, true), (byHand.Reason, byHand.IsTransient));
        Assert.Equal((AlloraErrorReason.Transport, true), (generated.Reason, generated.IsTransient));
    }

    [Fact]
    public async Task Many_calls_share_one_connection()
    {
        var connections = 0;
        await using var server = await ReplayServer.StartAsync(_ => CapturedCall.Get("account-info").Answer);
        await using var client = new AlloraClient(server.Network, new AlloraClientOptions
        {
            ConfigureHttp = handler =>
            {
                var connect = handler.ConnectCallback!;
                handler.ConnectCallback = (context, cancellationToken) =>
                {
                    Interlocked.Increment(ref connections);
                    return connect(context, cancellationToken);
                };
            },
        });

        await client.GetAccountAsync(Address, Ct);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetAccountAsync(Address, Ct)));

        Assert.Equal(1, connections);
        Assert.Equal(51, server.Received.Count);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
