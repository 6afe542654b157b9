using System.Globalization;
using System.Net;
using System.Text;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// A tunnel through an HTTP proxy (CONNECT) for gRPC without TLS: .NET makes one only for TLS, and would otherwise use HTTP/1.1 with the proxy.
/// </summary>
internal static class ProxyTunnel
{
    // The longest answer of a proxy before the tunnel is open.
    private const int LongestHead = 8 * 1024;

    /// <summary>Whether an endpoint needs our own tunnel.</summary>
    public static bool IsNeededBy(AlloraEndpoint endpoint) =>
        endpoint is { Proxy: not null, Transport: AlloraTransport.Grpc } && endpoint.HttpAddress.Scheme == Uri.UriSchemeHttp;

    /// <summary>Requests a tunnel to the target from a proxy, over an open stream.</summary>
    /// <exception cref="HttpRequestException">The proxy rejects the request, or the server is not a proxy.</exception>
    public static async Task OpenAsync(Stream stream, Uri proxy, DnsEndPoint target, CancellationToken cancellationToken)
    {
        var authority = string.Create(CultureInfo.InvariantCulture, $"{target.Host}:{target.Port}");
        var credentials = proxy.UserInfo.Length == 0
            ? ""
            : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(proxy.UserInfo)))}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{credentials}\r\n"), cancellationToken).ConfigureAwait(false);
        var head = await HeadAsync(stream, cancellationToken).ConfigureAwait(false);
        var line = head.Split('\r', 2)[0].Split(' ', 3);
        if (line is not [_, ['2', ..], ..])
            throw new HttpRequestException(HttpRequestError.ProxyTunnelError, $"The proxy answered {string.Join(' ', line.Skip(1))} to the request for a tunnel to {authority}.");
    }

    // Byte by byte: the bytes after the head are the server's.
    private static async Task<string> HeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[LongestHead];
        for (var length = 0; length < head.Length;)
        {
            if (await stream.ReadAsync(head.AsMemory(length, 1), cancellationToken).ConfigureAwait(false) == 0)
                throw new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy closed the connection at the request for a tunnel.");
            length++;
            if (head.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
                return Encoding.ASCII.GetString(head, 0, length);
        }

        throw new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy sent no valid answer to the request for a tunnel.");
    }
}
