using System.Text.Json;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Tests.Rpc;
using Allora.TestData;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.DevNet.Tests.Live;

public sealed class SocketEventTests
{
    private const string BlockEvents = "tm.event='NewBlockEvents'";

    [Theory]
    [InlineData(LiveNet.Own)]
    [InlineData(LiveNet.Other)]
    public async Task A_block_is_told_in_a_nodes_order(string genesis)
    {
        await using var live = await LiveNet.StartAsync(genesis);
        using var socket = await live.ConnectAsync();
        await socket.SubscribeAsync("tm.event='Tx'", 1);
        await socket.SubscribeAsync(BlockEvents, 2);
        await socket.SubscribeAsync("tm.event='NewBlockHeader'", 3);
        await socket.SubscribeAsync("tm.event='NewBlock'", 4);
        await live.BroadcastAsync(live.Sender, live.Send(live.Sender));
        var height = (await live.StepAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(("NewBlock", "4", height), await socket.ReceiveEventAsync());
        Assert.Equal(("NewBlockHeader", "3", height), await socket.ReceiveEventAsync());
        Assert.Equal(("NewBlockEvents", "2", height), await socket.ReceiveEventAsync());
        Assert.Equal(("Tx", "1", height), await socket.ReceiveEventAsync());
    }

    [Theory]
    [InlineData(LiveNet.Own)]
    [InlineData(LiveNet.Other)]
    public async Task Window_frames_have_the_captured_shape_and_are_stamped(string genesis)
    {
        await using var live = await LiveNet.StartAsync(genesis);
        using var socket = await live.ConnectAsync();
        await socket.SubscribeAsync($"tm.event='NewBlockEvents' AND emissions.v10.EventWorkerSubmissionWindowOpened.topic_id='\\\"{live.SingleTopic}\\\"'");
        var nonce = await live.OpenWindowAsync();
        var frame = (await socket.ReceiveAsync())!;
        using var json = JsonDocument.Parse(frame);
        var value = json.RootElement.GetProperty("result").GetProperty("data").GetProperty("value");
        Assert.Equal(nonce.ToString(System.Globalization.CultureInfo.InvariantCulture), value.GetProperty("height").GetString());
        Assert.Empty(JsonShape.Differences(Captured("EventWorkerSubmissionWindowOpened"), frame, "$.result.events"));
        Assert.Empty(await socket.UntilMarkAsync("end"));
        Assert.NotEmpty(live.Net.Stamps);
    }

    [Theory]
    [InlineData(LiveNet.Own)]
    [InlineData(LiveNet.Other)]
    public async Task Transaction_frames_have_the_captured_shape(string genesis)
    {
        await using var live = await LiveNet.StartAsync(genesis);
        using var socket = await live.ConnectAsync();
        await socket.SubscribeAsync($"tm.event='Tx' AND message.sender='{live.Sender.Address}'", 2);
        var hash = await live.BroadcastAsync(live.Sender, live.Send(live.Sender));
        await live.BroadcastAsync(live.Worker, live.Send(live.Worker));
        await live.StepAsync();
        var frame = (await socket.ReceiveAsync())!;
        Assert.Contains($"\"tx.hash\":[\"{hash}\"]", frame, StringComparison.Ordinal);
        var captured = Data.Capture("ws-tx.json").EnumerateArray().First(c => c.TryGetProperty("text", out _)).GetProperty("text").GetString()!;
        Assert.Empty(JsonShape.Differences(captured, frame, "$.result.events"));
        Assert.Empty(await socket.UntilMarkAsync("end"));
    }

    [Fact]
    public async Task Conditions_choose_among_blocks()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        using var socket = await live.ConnectAsync();
        var wanted = live.Net.Height + 3;
        await socket.SubscribeAsync($"tm.event = 'NewBlock' AND block.height > {wanted - 1}");
        await live.StepAsync(3);
        var (type, _, height) = await socket.ReceiveEventAsync();
        Assert.Equal(("NewBlock", wanted.ToString(System.Globalization.CultureInfo.InvariantCulture)), (type, height));
    }

    [Fact]
    public async Task A_silent_client_is_pinged_after_27_seconds_and_cut_off_after_30()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var live = await LiveNet.StartAsync(LiveNet.Own, options => options with { TimeProvider = time });
        using var raw = await RawSocket.ConnectAsync(live.Net.Rpc);
        await raw.SendTextAsync("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"health\"}");
        Assert.Equal(1, (await raw.ReceiveAsync())!.Value.Opcode);
        time.Advance(TimeSpan.FromSeconds(27));
        Assert.Equal(9, (await raw.ReceiveAsync())!.Value.Opcode);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(await raw.ReceiveAsync());
    }

    [Fact]
    public async Task A_pong_keeps_the_connection()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var live = await LiveNet.StartAsync(LiveNet.Own, options => options with { TimeProvider = time });
        using var raw = await RawSocket.ConnectAsync(live.Net.Rpc);
        await raw.SendTextAsync("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"health\"}");
        await raw.ReceiveAsync();
        time.Advance(TimeSpan.FromSeconds(27));
        Assert.Equal(9, (await raw.ReceiveAsync())!.Value.Opcode);
        await raw.SendAsync(10, []);
        await raw.SendAsync(9, "x"u8.ToArray());
        Assert.Equal(10, (await raw.ReceiveAsync())!.Value.Opcode);
        time.Advance(TimeSpan.FromSeconds(26));
        await raw.SendTextAsync("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"health\"}");
        Assert.Equal(1, (await raw.ReceiveAsync())!.Value.Opcode);
    }

    [Fact]
    public async Task A_client_that_does_not_read_loses_its_subscription_and_keeps_the_connection()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        using var socket = await live.ConnectAsync();
        await socket.SubscribeAsync("tm.event='NewBlock'");
        var canceled = Data.Capture("ws-slow-client.json").EnumerateArray().First().GetProperty("text").GetString()!;
        for (var i = 0; i < 40; i++)
            await live.StepAsync(100);
        var frames = await socket.UntilMarkAsync("end");
        Assert.Equal(canceled, frames[^1]);
        Assert.Single(frames, canceled);
        await live.StepAsync();
        Assert.Empty(await socket.UntilMarkAsync("end2"));
        await socket.SubscribeAsync("tm.event='NewBlock'");
    }

    [Theory]
    [InlineData(FaultKind.DropFrame, "3")]
    [InlineData(FaultKind.DuplicateFrame, "2,2,3")]
    [InlineData(FaultKind.ReorderFrame, "3,2")]
    public async Task Frames_go_astray_on_demand(FaultKind kind, string expected)
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        using var socket = await live.ConnectAsync();
        await socket.SubscribeAsync(BlockEvents);
        var fault = live.Net.Faults.Add(new Fault { Kind = kind, Protocol = FaultProtocol.WebSocket, Method = BlockEvents, Times = 1 });
        Assert.Equal(1, live.Net.Height);
        await live.StepAsync(2);
        foreach (var height in expected.Split(','))
            Assert.Equal(height, (await socket.ReceiveEventAsync()).Height);
        Assert.Empty(await socket.UntilMarkAsync("end"));
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public async Task A_subscription_is_cancelled_on_demand()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        using var socket = await live.ConnectAsync();
        await socket.SubscribeAsync(BlockEvents);
        live.Net.Faults.Add(new Fault { Kind = FaultKind.CancelSubscription, Protocol = FaultProtocol.WebSocket, Times = 1 });
        await live.StepAsync(2);
        Assert.Equal(-32000, (await socket.ReceiveJsonAsync()).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Empty(await socket.UntilMarkAsync("end"));
    }

    [Fact]
    public async Task A_connection_breaks_in_mid_frame_on_demand()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        using var raw = await RawSocket.ConnectAsync(live.Net.Rpc);
        await raw.SendTextAsync($"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscribe\",\"params\":{{\"query\":\"{BlockEvents}\"}}}}");
        await raw.ReceiveAsync();
        live.Net.Faults.Add(new Fault { Kind = FaultKind.CloseMidFrame, Protocol = FaultProtocol.WebSocket, Times = 1 });
        await live.StepAsync();
        Assert.Null(await raw.ReceiveAsync());
        Assert.True(raw.BytesOfBrokenFrame > 100, "some of the frame must have come");
    }

    [Fact]
    public async Task A_connection_goes_silent_on_demand()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var live = await LiveNet.StartAsync(LiveNet.Own, options => options with { TimeProvider = time });
        using var quiet = await RawSocket.ConnectAsync(live.Net.Rpc);
        await quiet.SendTextAsync($"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscribe\",\"params\":{{\"query\":\"{BlockEvents}\"}}}}");
        await quiet.ReceiveAsync();
        live.Net.Faults.Add(new Fault { Kind = FaultKind.HalfOpen, Protocol = FaultProtocol.WebSocket, Times = 1 });
        await live.StepAsync();
        await quiet.SendTextAsync("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"health\"}");
        time.Advance(TimeSpan.FromMinutes(5));
        using var other = await live.ConnectAsync();
        await other.SubscribeAsync(BlockEvents);
        await live.StepAsync();
        await other.ReceiveEventAsync();
        Assert.False(quiet.HasData);
    }

    private static string Captured(string type) => Data.Capture("ws-new-block-events.json").EnumerateArray()
        .Where(c => c.TryGetProperty("text", out _))
        .Select(c => c.GetProperty("text").GetString()!)
        .First(text => text.Contains(type, StringComparison.Ordinal));
}
