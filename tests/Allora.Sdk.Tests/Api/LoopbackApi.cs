using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Api;

/// <summary>An HTTP request as it came.</summary>
internal sealed record ReceivedRequest(string Method, string Target, string? Key, string Body, string? ContentType, string? Authorization = null);

/// <summary>What the loopback server answers.</summary>
internal sealed record ApiAnswer(int Status, string Body = "", string? RetryAfter = null, string? Location = null, bool Hangs = false)
{
    public static ApiAnswer Data(string json) => new(200, $$$"""{"request_id":"r-1","status":true,"data":{{{json}}},"new_field":{"x":[1]}}""");
}

/// <summary>An HTTP server on loopback that answers as a test says.</summary>
internal sealed class LoopbackApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackApi(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedRequest> Received { get; } = new();

    public Uri Address => new(_app.Urls.Single());

    public static async Task<LoopbackApi> StartAsync(Func<ReceivedRequest, int, ApiAnswer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new LoopbackApi(builder.Build());
        server._app.Run(context => server.ServeAsync(context, answer));
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // Requests that hang on purpose must not hold up the end of a test.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context, Func<ReceivedRequest, int, ApiAnswer> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Request.Path.Value + context.Request.QueryString.Value,
            context.Request.Headers["x-api-key"].FirstOrDefault(),
            await reader.ReadToEndAsync(context.RequestAborted),
            context.Request.ContentType,
            context.Request.Headers.Authorization.FirstOrDefault());
        Received.Enqueue(request);
        var reply = answer(request, Received.Count);
        if (reply.Hangs)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        context.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = wait;
        if (reply.Location is { } location)
            context.Response.Headers.Location = location;
        await context.Response.WriteAsync(reply.Body, context.RequestAborted);
    }
}
