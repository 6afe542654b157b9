using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Allora.Sdk.Chain.Transport.Http;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Chain.Transport;

/// <summary>Opens the channel to one endpoint: TLS for https, HTTP/2 without it for http; for REST and RPC plain HTTP requests.</summary>
internal static class ChannelFactory
{
    // Blocks may be larger than gRPC's default of 4 MB; larger replies would need more memory than a worker has.
    private const int LargestReply = 16 << 20;

    private const string RestSwitch = "Allora.Sdk.RestTransport";

    /// <summary>
    /// REST needs the descriptor of every message of the chain. A trimmed program that only uses gRPC can leave them out: several
    /// megabytes, by a RuntimeHostConfigurationOption of this name with Value="false" and Trim="true".
    /// </summary>
    [FeatureSwitchDefinition(RestSwitch)]
    internal static bool HasRest => !AppContext.TryGetSwitch(RestSwitch, out var on) || on;

    // By default, Linux gives up on unacknowledged bytes only after a quarter of an hour.
    private const int TcpUserTimeout = 18;

    public static PooledChannel Create(AlloraEndpoint endpoint, AlloraClientOptions options, Action connecting)
    {
        if (options.CallInvoker is { } given)
            return new PooledChannel(given, NotOwned.Instance);
        var handler = CreateHandler(endpoint, options, connecting);
        if (endpoint.Transport != AlloraTransport.Grpc)
        {
            var http = HttpOver(handler);
            return new PooledChannel(endpoint.Transport == AlloraTransport.Rest ? Rest(http, endpoint) : new RpcInvoker(http, endpoint.HttpAddress), http);
        }

        // gRPC has its own paths, and its client logs a path that it does not use.
        var channel = GrpcChannel.ForAddress(endpoint.HttpAddress.GetLeftPart(UriPartial.Authority), new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            DisableResolverServiceConfig = true,
            MaxReceiveMessageSize = LargestReply,
            // Nodes answer uncompressed; a small message that unpacks to gigabytes is rejected unread.
            CompressionProviders = [],
            LoggerFactory = GrpcLoggers(options.LoggerFactory),
        });
        return new PooledChannel(channel.CreateCallInvoker(), channel);
    }

    // At Information gRPC's own client logs each NOT_FOUND, which means "not yet" here: several lines for every submission.
    private static ILoggerFactory? GrpcLoggers(ILoggerFactory loggers) => loggers.CreateLogger("Grpc.Net.Client").IsEnabled(LogLevel.Debug) ? loggers : null;

    /// <summary>Plain HTTP to an endpoint, with the same time limits, proxy and settings.</summary>
    public static HttpClient CreateHttp(AlloraEndpoint endpoint, AlloraClientOptions options, Action connecting) =>
        HttpOver(CreateHandler(endpoint, options, connecting));

    private static RestInvoker Rest(HttpClient http, AlloraEndpoint endpoint) => HasRest
        ? new RestInvoker(http, endpoint.HttpAddress)
        : throw new NotSupportedException($"This program was built without REST ({RestSwitch} is false), which {endpoint} needs: use a gRPC endpoint, or build with REST.");

    private static HttpClient HttpOver(SocketsHttpHandler handler)
    {
        handler.AutomaticDecompression = DecompressionMethods.All;
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestReply };
    }

    private static SocketsHttpHandler CreateHandler(AlloraEndpoint endpoint, AlloraClientOptions options, Action connecting)
    {
        var tunnel = ProxyTunnel.IsNeededBy(endpoint) ? endpoint.Proxy : null;
        var handler = new SocketsHttpHandler
        {
            // No KeepAlivePingDelay: nodes close connections of clients that ping (GOAWAY too_many_pings).
            EnableMultipleHttp2Connections = true,
            // By age, and never during a call: new calls use a new connection, and the old one closes after its last call.
            PooledConnectionLifetime = options.ConnectionLifetime,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ConnectTimeout = options.RequestTimeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = endpoint.Proxy is not null && tunnel is null,
            Proxy = EndpointProxy.Of(endpoint),
            ConnectCallback = (context, cancellationToken) =>
            {
                connecting();
                return ConnectAsync(context.DnsEndPoint, tunnel, options.RequestTimeout, cancellationToken);
            },
        };
        options.ConfigureHttp?.Invoke(handler);
        return handler;
    }

    // A peer that vanished silently is detected below HTTP/2, by TCP keep-alive, which no node forbids.
    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint endpoint, Uri? tunnel, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            if (OperatingSystem.IsLinux())
            {
                var patience = BitConverter.GetBytes((int)(2 * timeout).TotalMilliseconds);
                socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpUserTimeout, patience);
            }

            await socket.ConnectAsync(tunnel is null ? endpoint : new DnsEndPoint(tunnel.Host, tunnel.Port), cancellationToken).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            if (tunnel is not null)
                await ProxyTunnel.OpenAsync(stream, tunnel, endpoint, cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A caller's own invoker is not closed with the client.</summary>
    private sealed class NotOwned : IDisposable
    {
        public static readonly NotOwned Instance = new();

        public void Dispose()
        {
        }
    }
}
