using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using Allora.Sdk.DevNet.Rpc.WebSockets;

namespace Allora.Sdk.DevNet.Tests.Rpc;

/// <summary>Our frames against the framework's own WebSocket on the other side.</summary>
public sealed class FramingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public async Task What_a_client_sends_is_read_whole(int length)
    {
        var stop = TestContext.Current.CancellationToken;
        var (client, server) = Pair();
        var payload = Payload(length);
        await client.SendAsync(payload, WebSocketMessageType.Text, true, stop);
        var frame = await new FrameReader(server.Input).ReadAsync(stop);
        Assert.Equal(FrameKind.Message, frame!.Value.Kind);
        Assert.Equal(payload, frame.Value.Payload);
    }

    [Fact]
    public async Task Fragments_are_joined_and_binary_counts_as_a_message()
    {
        var stop = TestContext.Current.CancellationToken;
        var (client, server) = Pair();
        await client.SendAsync("{\"a\""u8.ToArray(), WebSocketMessageType.Binary, false, stop);
        await client.SendAsync(":1}"u8.ToArray(), WebSocketMessageType.Binary, true, stop);
        await client.SendAsync("second"u8.ToArray(), WebSocketMessageType.Text, true, stop);
        var reader = new FrameReader(server.Input);
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString((await reader.ReadAsync(stop))!.Value.Payload));
        Assert.Equal("second", Encoding.UTF8.GetString((await reader.ReadAsync(stop))!.Value.Payload));
    }

    [Fact]
    public async Task A_client_without_masks_is_cut_off()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(new byte[] { 0x81, 0x01, (byte)'x' }, TestContext.Current.CancellationToken);
        Assert.Null(await new FrameReader(pipe.Reader).ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_connection_that_ends_in_mid_frame_gives_nothing()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(new byte[] { 0x81, 0x85, 1, 2, 3, 4, 5 }, TestContext.Current.CancellationToken);
        await pipe.Writer.CompleteAsync();
        Assert.Null(await new FrameReader(pipe.Reader).ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 25)]
    [InlineData(100, 26)]
    [InlineData(10, 65_525)]
    [InlineData(10, 65_526)]
    public async Task What_the_server_sends_is_one_message_of_head_and_tail(int head, int tail)
    {
        var stop = TestContext.Current.CancellationToken;
        var (client, server) = Pair();
        var frame = new ArrayBufferWriter<byte>();
        FrameWriter.Text(frame, Payload(head), Payload(tail));
        await server.Output.WriteAsync(frame.WrittenMemory, stop);
        var buffer = new byte[head + tail + 1];
        var read = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await client.ReceiveAsync(buffer.AsMemory(read), stop);
            read += part.Count;
        }
        while (!part.EndOfMessage);
        Assert.Equal([.. Payload(head), .. Payload(tail)], buffer[..read]);
        Assert.Equal(WebSocketMessageType.Text, part.MessageType);
    }

    private static byte[] Payload(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 26)))];

    private static (WebSocket Client, IDuplexPipe Server) Pair()
    {
        var up = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var down = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var stream = new DuplexStream(down.Reader.AsStream(), up.Writer.AsStream());
        var client = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false });
        return (client, new Duplex(up.Reader, down.Writer));
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class DuplexStream(Stream input, Stream output) : Stream
    {
        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => output.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => input.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => input.ReadAsync(buffer, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer, offset, count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => output.WriteAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
