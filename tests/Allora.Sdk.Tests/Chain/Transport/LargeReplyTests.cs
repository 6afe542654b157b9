using System.IO.Compression;
using System.Net;
using System.Text;
using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Tests.Api;
using Allora.Sdk.Tests.Chain.Replay;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>Replies and texts of any size cost little memory, and end with a typed error.</summary>
public class LargeReplyTests
{
    private const string Address = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";
    private const int Bound = 16 << 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_gRPC_a_reply_above_the_bound_is_refused()
    {
        var large = new QueryBalanceResponse { Balance = new() { Denom = new string('a', Bound), Amount = "5" } };
        await using var server = await ReplayServer.StartAsync(_ => ReplayAnswer.Reply(large));
        await using var client = new AlloraClient(server.Network);

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetBalanceAsync(Address, Ct));

        Assert.Equal((AlloraErrorReason.ReplyTooLarge, false), (failure.Reason, failure.IsTransient));
    }

    [Theory]
    [InlineData(AlloraTransport.Rest, false)]
    [InlineData(AlloraTransport.Rest, true)]
    [InlineData(AlloraTransport.Rpc, false)]
    [InlineData(AlloraTransport.Rpc, true)]
    public async Task Over_HTTP_it_is_refused_also_if_it_is_small_until_it_is_unpacked(AlloraTransport way, bool packed)
    {
        await using var server = await StartAsync(packed, 4 * Bound);
        var address = new Uri(server.Urls.Single());
        await using var client = new AlloraClient(way == AlloraTransport.Rest
            ? (AlloraNetwork.Local with { Rest = address }).OverRest()
            : (AlloraNetwork.Local with { EventEndpoints = [new AlloraEndpoint(address)] }).OverRpc());

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetBalanceAsync(Address, Ct));

        Assert.Equal((AlloraErrorReason.ReplyTooLarge, false), (failure.Reason, failure.IsTransient));
    }

    [Fact]
    public async Task A_gateway_s_429_with_code_8_is_a_reply_too_large_and_no_rate_limit()
    {
        const string body = """{"code":8,"message":"grpc: received message larger than max (5242880 vs. 4194304)","details":[]}""";
        await using var server = await LoopbackApi.StartAsync((_, _) => new ApiAnswer(429, body, RetryAfter: "60"));
        await using var client = new AlloraClient((AlloraNetwork.Local with { Rest = server.Address }).OverRest());

        for (var i = 0; i < 2; i++)
        {
            var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetBalanceAsync(Address, Ct));
            Assert.Equal((AlloraErrorReason.ReplyTooLarge, StatusCode.ResourceExhausted), (failure.Reason, failure.Status));
        }

        // The second call was not held back.
        Assert.Equal(2, server.Received.Count);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Page_keys_that_alternate_end(int length)
    {
        var page = 0;
        ByteString Next() => ByteString.CopyFromUtf8($"key {page++ % length}");
        static AsyncUnaryCall<string> Reply() => new(Task.FromResult("page"), Task.FromResult(Grpc.Core.Metadata.Empty), () => Status.DefaultSuccess, () => [], () => { });

        var failure = await Assert.ThrowsAsync<AlloraException>(async () => await ChainPages.AllAsync((_, _) => Reply(), _ => Next(), Ct).CountAsync(Ct));

        Assert.Contains("circle", failure.Message, StringComparison.Ordinal);
        Assert.InRange(page, length, 4 * length);
    }

    [Fact]
    public void Missing_arguments_are_found_when_the_pages_are_asked_for() =>
        Assert.Throws<ArgumentNullException>(() => ChainPages.AllAsync<string>(null!, static _ => null, Ct));

    [Fact]
    public void A_refusal_with_a_million_digits_is_kept_short_and_asks_for_no_fee()
    {
        var digits = new string('9', 1_000_000);

        var error = ErrorMap.FromCode("sdk", 13, $"insufficient fee: got: 1uallo required: {digits}uallo");
        var failure = StatusErrors.From(new RpcException(new Status(StatusCode.Unknown, $"expected {digits}, got 7: incorrect account sequence")), "Simulate");

        Assert.NotNull(error);
        Assert.Equal(AlloraErrorReason.InsufficientFee, error.Reason);
        Assert.Null(ErrorMap.RequiredFee(error));
        Assert.InRange(error.Log.Length, 1, 5000);
        Assert.Equal(AlloraErrorReason.SequenceMismatch, failure.Reason);
        Assert.Null(ErrorMap.ExpectedSequence(failure.ChainError!));
        Assert.InRange(failure.Message.Length, 1, 5000);
    }

    private static async Task<WebApplication> StartAsync(bool packed, int length)
    {
        var body = Encoding.ASCII.GetBytes(new string(' ', length) + "{}");
        if (packed)
        {
            using var target = new MemoryStream();
            await using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
                await gzip.WriteAsync(body, Ct);
            body = target.ToArray();
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            if (packed)
                context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
        });
        await app.StartAsync(Ct);
        return app;
    }
}
