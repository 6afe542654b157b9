using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Topic67.Forecasting.Tests.Sources;

/// <summary>What a server sends: any status, headers and body, whole or torn off.</summary>
internal sealed record Answer(int Status, string Body)
{
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>How many bytes of the body are sent before the connection is dropped; null for all.</summary>
    public int? TornAt { get; init; }

    /// <summary>Nothing is ever sent.</summary>
    public bool Silent { get; init; }

    public static Answer Ok(string body) => new(200, body);
}

internal sealed record Request(string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string Query(string name)
    {
        foreach (var pair in Target[(Target.IndexOf('?') + 1)..].Split('&'))
        {
            if (pair.StartsWith(name + "=", StringComparison.Ordinal))
                return Uri.UnescapeDataString(pair[(name.Length + 1)..]);
        }

        throw new KeyNotFoundException($"{name} in {Target}");
    }
}

/// <summary>A web server on the loopback that can misbehave in every way that a real one does.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Request, Answer> _handler;
    private readonly Task _accepting;
    private readonly ConcurrentQueue<Request> _requests = new();

    public LoopbackServer(Func<Request, Answer> handler)
    {
        _handler = handler;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public IReadOnlyList<Request> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // The listener goes last: a loop that is about to accept must find it, and then its cancelled token.
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            var stream = client.GetStream();
            var head = await ReadHeadAsync(stream);
            if (head.Length == 0)
                return;
            var lines = head.Split("\r\n");
            var request = new Request(
                lines[0].Split(' ')[1],
                lines.Skip(1).Where(l => l.Contains(':')).ToDictionary(l => l[..l.IndexOf(':')], l => l[(l.IndexOf(':') + 1)..].Trim(), StringComparer.OrdinalIgnoreCase));
            _requests.Enqueue(request);
            await SendAsync(stream, _handler(request));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task SendAsync(NetworkStream stream, Answer answer)
    {
        if (answer.Silent)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
        var body = Encoding.UTF8.GetBytes(answer.Body);
        var head = $"HTTP/1.1 {answer.Status} X\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n"
            + string.Concat(answer.Headers.Select(h => h + "\r\n")) + "\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
        await stream.WriteAsync(body.AsMemory(0, answer.TornAt ?? body.Length), _stop.Token);
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var (buffer, length) = (new byte[16 * 1024], 0);
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token);
            length += read;
            var text = Encoding.ASCII.GetString(buffer, 0, length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 || read == 0)
                return end >= 0 ? text[..end] : "";
        }
    }
}
