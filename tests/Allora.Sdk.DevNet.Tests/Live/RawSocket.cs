using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>A WebSocket without any help: it shows pings, and frames that break.</summary>
internal sealed class RawSocket : IDisposable
{
    private readonly TcpClient _client = new();
    private NetworkStream _stream = null!;

    /// <summary>How much of the last frame came before the connection broke.</summary>
    public int BytesOfBrokenFrame { get; private set; }

    public bool HasData => _client.Available > 0;

    public static async Task<RawSocket> ConnectAsync(Uri rpc)
    {
        var stop = TestContext.Current.CancellationToken;
        var raw = new RawSocket();
        await raw._client.ConnectAsync(rpc.Host, rpc.Port, stop);
        raw._stream = raw._client.GetStream();
        await raw._stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /websocket HTTP/1.1\r\nHost: {rpc.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"), stop);
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await raw._stream.ReadExactlyAsync(one, stop);
            head.Append((char)one[0]);
        }

        Assert.StartsWith("HTTP/1.1 101", head.ToString(), StringComparison.Ordinal);
        Assert.Contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head.ToString(), StringComparison.Ordinal);
        return raw;
    }

    public Task SendTextAsync(string text) => SendAsync(1, Encoding.UTF8.GetBytes(text));

    /// <summary>Sends a frame masked with zeros.</summary>
    public async Task SendAsync(byte opcode, byte[] payload)
    {
        byte[] header = payload.Length < 126
            ? [(byte)(0x80 | opcode), (byte)(0x80 | payload.Length), 0, 0, 0, 0]
            : [(byte)(0x80 | opcode), 0xfe, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0];
        await _stream.WriteAsync((byte[])[.. header, .. payload], TestContext.Current.CancellationToken);
    }

    /// <summary>The next frame, or null when the connection ended.</summary>
    public async Task<(int Opcode, byte[] Payload)?> ReceiveAsync()
    {
        var header = await ReadAsync(2);
        if (header.Length < 2)
            return null;
        var length = header[1] & 0x7f;
        if (length == 126)
            length = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2));
        else if (length == 127)
            length = (int)BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8));
        var payload = await ReadAsync(length);
        if (payload.Length == length)
            return (header[0] & 0x0f, payload);
        BytesOfBrokenFrame = payload.Length;
        return null;
    }

    public void Dispose() => _client.Dispose();

    private async Task<byte[]> ReadAsync(int count)
    {
        var buffer = new byte[count];
        var read = 0;
        while (read < count)
        {
            var part = await _stream.ReadAsync(buffer.AsMemory(read), TestContext.Current.CancellationToken);
            if (part == 0)
                break;
            read += part;
        }

        return buffer[..read];
    }
}
