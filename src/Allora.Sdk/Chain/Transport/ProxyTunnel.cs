using System.Globalization;
using System.Net;
using System.Text;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// A tunnel through an HTTP proxy (CONNECT) for gRPC without TLS: .NET makes one for TLS alone, and would speak HTTP/1.1 to the proxy otherwise.
/// </summary>
internal static class ProxyTunnel
{
    // What a proxy says before the tunnel stands; longer is no proxy.
    private const int LongestHead = 8 * 1024;

    /// <summary>Whether an endpoint needs a tunnel of our own.</summary>
    public static bool IsNeededBy(AlloraEndpoint endpoint) =>
        endpoint is { Proxy: not null, Transport: AlloraTransport.Grpc } && endpoint.HttpAddress.Scheme == Uri.UriSchemeHttp;

    /// <summary>Asks a proxy, over an open stream, for a way to the target.</summary>
    /// <exception cref="HttpRequestException">The proxy refuses, or is none.</exception>
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
            throw new HttpRequestException(HttpRequestError.ProxyTunnelError, $"The proxy answered {string.Join(' ', line.Skip(1))} when asked for a tunnel to {authority}.");
    }

    // Byte by byte: what follows the head is the server's.
    private static async Task<string> HeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[LongestHead];
        for (var length = 0; length < head.Length;)
        {
            if (await stream.ReadAsync(head.AsMemory(length, 1), cancellationToken).ConfigureAwait(false) == 0)
                throw new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy hung up when asked for a tunnel.");
            length++;
            if (head.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
                return Encoding.ASCII.GetString(head, 0, length);
        }

        throw new HttpRequestException(HttpRequestError.ProxyTunnelError, "What should be a proxy gave no answer to the request for a tunnel.");
    }
}
