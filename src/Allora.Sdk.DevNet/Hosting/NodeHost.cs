using System.Net;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Grpc;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Rest;
using Allora.Sdk.DevNet.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk.DevNet.Hosting;

/// <summary>A node's three sockets on the loopback interface.</summary>
internal sealed class NodeHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<FaultProtocol, ListenOptions> _listeners = [];

    private NodeHost(INode node, DevNetPorts ports)
    {
        // The empty builder reads no environment, files or command line: a library must not be steered from there.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(node.Options.LoggerFactory ?? NullLoggerFactory.Instance);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        // What is written leaves on the thread that writes it: another thread's turn would be counted as the client's delay.
        builder.WebHost.UseKestrelCore().UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Listen(kestrel, FaultProtocol.Grpc, ports.Grpc, HttpProtocols.Http2, node.Time);
            Listen(kestrel, FaultProtocol.Rpc, ports.Rpc, HttpProtocols.Http1, node.Time);
            Listen(kestrel, FaultProtocol.Rest, ports.Rest, HttpProtocols.Http1, node.Time);
        });
        _app = builder.Build();
        IApplicationBuilder app = _app;
        app.MapWhen(static context => FaceOf(context) == FaultProtocol.Rpc, branch => RpcEndpoints.Map(branch, node));
        app.MapWhen(static context => FaceOf(context) == FaultProtocol.Rest, branch => RestEndpoints.Map(branch, node));
        GrpcEndpoints.Map(app, node);
    }

    public Uri Grpc => Address(FaultProtocol.Grpc);

    public Uri Rpc => Address(FaultProtocol.Rpc);

    public Uri Rest => Address(FaultProtocol.Rest);

    /// <summary>The ports that were taken, so that a restart can listen on them again.</summary>
    public DevNetPorts Ports => new() { Grpc = Grpc.Port, Rpc = Rpc.Port, Rest = Rest.Port };

    public static async Task<NodeHost> StartAsync(INode node, DevNetPorts ports, CancellationToken cancellationToken)
    {
        var host = new NodeHost(node, ports);
        try
        {
            await host._app.StartAsync(cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Clients may hold sockets and streams open for ever: a graceful end would wait for them.
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static FaultProtocol FaceOf(HttpContext context) => context.Features.Get<Face>()!.Protocol;

    private void Listen(KestrelServerOptions kestrel, FaultProtocol protocol, int port, HttpProtocols protocols, TimeProvider time) =>
        kestrel.Listen(IPAddress.Loopback, port, listener =>
        {
            listener.Protocols = protocols;
            listener.Use(next => connection =>
            {
                connection.Features.Set(new Face(protocol));
                if (protocol == FaultProtocol.Grpc)
                {
                    var arrivals = new ArrivalClock(connection.Transport, time);
                    connection.Features.Set(arrivals);
                    connection.Transport = arrivals;
                }

                return next(connection);
            });
            _listeners[protocol] = listener;
        });

    private Uri Address(FaultProtocol protocol) => new($"http://127.0.0.1:{_listeners[protocol].IPEndPoint!.Port}");

    private sealed record Face(FaultProtocol Protocol);

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
