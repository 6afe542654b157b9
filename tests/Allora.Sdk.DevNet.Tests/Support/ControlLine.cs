using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Allora.Sdk.DevNet.Tests.Support;

/// <summary>A connection to a DevNet's control port.</summary>
internal sealed class ControlLine : IDisposable
{
    private readonly TcpClient _client = new();
    private StreamReader? _reader;

    public static async Task<ControlLine> OpenAsync(int port)
    {
        var opened = new ControlLine();
        await opened._client.ConnectAsync("127.0.0.1", port);
        opened._reader = new StreamReader(opened._client.GetStream());
        return opened;
    }

    public async Task<JsonObject> AskAsync(string line)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), patience.Token);
        return JsonNode.Parse((await _reader!.ReadLineAsync(patience.Token))!)!.AsObject();
    }

    public void Dispose() => _client.Dispose();
}
