using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Events;

/// <summary>A real WebSocket server on loopback that does what a test tells it to, connection by connection.</summary>
internal sealed class ScriptedNode : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Channel<NodeConnection> _accepted = Channel.CreateUnbounded<NodeConnection>();
    private readonly CancellationTokenSource _shutdown = new();
    private int _refusals;

    private ScriptedNode(WebApplication server) => _server = server;

    public Uri Rpc { get; private set; } = null!;

    public int Refused { get; private set; }

    public static async Task<ScriptedNode> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var node = new ScriptedNode(server);
        server.UseWebSockets();
        server.Run(node.ServeAsync);
        await server.StartAsync(TestContext.Current.CancellationToken);
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        node.Rpc = new Uri(addresses.Single());
        return node;
    }

    /// <summary>Answers so many connection attempts with 503.</summary>
    public void Refuse(int attempts) => _refusals = attempts;

    public Task<NodeConnection> AcceptAsync() => _accepted.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    /// <summary>The next connection, with both subscriptions confirmed.</summary>
    public async Task<NodeConnection> AcceptSubscriberAsync()
    {
        var connection = await AcceptAsync();
        await connection.ConfirmAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        await _server.DisposeAsync();
        _shutdown.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (_refusals > 0)
        {
            _refusals--;
            Refused++;
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (!context.Request.Path.Value!.EndsWith("/websocket", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var connection = new NodeConnection(socket, context.Abort, _shutdown.Token);
        _accepted.Writer.TryWrite(connection);
        await connection.ServeAsync();
    }
}
