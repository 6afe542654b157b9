using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Chain.Replay;

/// <summary>A call as it came over the wire.</summary>
internal sealed record ReceivedCall(string Method, byte[] Request, string? Timeout, string? Key);

/// <summary>An HTTP/2 server on loopback that speaks gRPC byte by byte, without any of our own or the generated types.</summary>
internal sealed class ReplayServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ReplayServer(WebApplication app) => _app = app;

    public int Port { get; private set; }

    public ConcurrentQueue<ReceivedCall> Received { get; } = new();

    public Uri Endpoint => new(_app.Urls.Single());

    public AlloraNetwork Network => AlloraNetwork.Local with { Endpoints = [new AlloraEndpoint(Endpoint)] };

    public static Task<ReplayServer> StartAsync(Func<ReceivedCall, ReplayAnswer> answer, int port = 0) =>
        StartAsync(call => Task.FromResult(answer(call)), port);

    public static async Task<ReplayServer> StartAsync(
        Func<ReceivedCall, Task<ReplayAnswer>> answer, int port = 0, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listener =>
            {
                listener.Protocols = HttpProtocols.Http2;
                if (certificate is not null)
                    listener.UseHttps(certificate);
            }));
        var server = new ReplayServer(builder.Build());
        server._app.Run(context => server.AnswerAsync(context, answer));
        await server._app.StartAsync();
        server.Port = server.Endpoint.Port;
        return server;
    }

    /// <summary>A server that answers one captured call, and fails the test's call when the request differs from the recorded one.</summary>
    public static Task<ReplayServer> StartAsync(CapturedCall captured) => StartAsync(call =>
        call.Method == captured.Method && call.Request.AsSpan().SequenceEqual(captured.Request)
            ? captured.Answer
            : ReplayAnswer.Fail(StatusCode.FailedPrecondition, "another request than the recorded one"));

    public async ValueTask DisposeAsync()
    {
        // Requests that hang on purpose must not hold up the end of a test.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Func<ReceivedCall, Task<ReplayAnswer>> choose)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var call = new ReceivedCall(context.Request.Path, body.ToArray()[5..], context.Request.Headers["grpc-timeout"], context.Request.Headers["x-api-key"]);
        Received.Enqueue(call);
        var answer = await choose(call);
        if (answer.Cuts)
        {
            context.Abort();
            return;
        }

        if (answer.Hangs)
        {
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return;
        }

        if (answer.GoesAway)
            context.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().RequestClose();
        await WriteAsync(context.Response, answer);
    }

    private static async Task WriteAsync(HttpResponse response, ReplayAnswer answer)
    {
        response.StatusCode = answer.HttpStatus ?? StatusCodes.Status200OK;
        if (answer.HttpStatus is not null)
            return;

        response.ContentType = "application/grpc";
        var status = ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
        if (answer.Status != StatusCode.OK)
        {
            // As a real node does for errors: no message, and the status where the headers are.
            response.Headers["grpc-status"] = status;
            response.Headers["grpc-message"] = PercentEncode(answer.Message);
            return;
        }

        if (answer.Height is not null)
            response.Headers["x-cosmos-block-height"] = answer.Height;
        response.DeclareTrailer("grpc-status");
        var frame = new byte[5 + answer.Body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), answer.Body.Length);
        answer.Body.CopyTo(frame, 5);
        await response.Body.WriteAsync(frame);
        response.AppendTrailer("grpc-status", status);
    }

    private static string PercentEncode(string message)
    {
        var encoded = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(message))
        {
            if (one is >= 0x20 and <= 0x7E and not (byte)'%')
                encoded.Append((char)one);
            else
                encoded.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
