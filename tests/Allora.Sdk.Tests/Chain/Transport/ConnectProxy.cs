using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>
/// An HTTP proxy on loopback: tunnels by CONNECT, and passes plain requests on, a connection each. Where a password is set, it asks for it.
/// </summary>
internal sealed class ConnectProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string? _credentials;
    private readonly Task _accepting;

    public ConnectProxy(string? credentials = null)
    {
        _credentials = credentials is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The first lines of the requests that it served.</summary>
    public ConcurrentQueue<string> Served { get; } = [];

    /// <summary>How many requests it refused for want of the password.</summary>
    public int Refused { get; private set; }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true)
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        finally
        {
            await Task.WhenAll(serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var near = client.GetStream();
            var head = await HeadAsync(near);
            while (_credentials is not null && !head.Contains($"Proxy-Authorization: {_credentials}", StringComparison.OrdinalIgnoreCase))
            {
                Refused++;
                await near.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stop.Token);
                head = await HeadAsync(near);
            }

            var line = head[..head.IndexOf('\r', StringComparison.Ordinal)].Split(' ');
            Served.Enqueue(string.Join(' ', line[..2]));
            using var server = new TcpClient();
            var tunnels = line[0] == "CONNECT";
            var target = new Uri(tunnels ? $"tcp://{line[1]}" : line[1]);
            await server.ConnectAsync(target.Host, target.Port, _stop.Token);
            var far = server.GetStream();
            if (tunnels)
                await near.WriteAsync("HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray(), _stop.Token);
            else
                await far.WriteAsync(Encoding.Latin1.GetBytes(head.Replace(line[1], target.PathAndQuery, StringComparison.Ordinal).Replace("HTTP/1.1\r\n", "HTTP/1.1\r\nConnection: close\r\n", StringComparison.Ordinal)), _stop.Token);
            await Task.WhenAny(near.CopyToAsync(far, _stop.Token), far.CopyToAsync(near, _stop.Token));
        }
    }

    private async Task<string> HeadAsync(NetworkStream stream)
    {
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
