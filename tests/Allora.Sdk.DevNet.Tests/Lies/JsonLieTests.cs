using System.Text.Json;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Tests.Live;

namespace Allora.Sdk.DevNet.Tests.Lies;

/// <summary>The same rules over REST, RPC and event frames.</summary>
public sealed class JsonLieTests
{
    private const string Opened = "EventWorkerSubmissionWindowOpened";

    [Fact]
    public async Task A_rest_answer_lies_by_the_path_of_grpc()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        var path = $"/cosmos/auth/v1beta1/account_info/{live.Worker.Address}";
        live.Net.Lies.Add(new Lie { Path = "info.sequence", Value = "41", Method = "AccountInfo", Times = 1 });
        var (_, told, _) = await live.RestAsync("GET", path);
        Assert.Equal("41", JsonDocument.Parse(told).RootElement.GetProperty("info").GetProperty("sequence").GetString());
        live.Net.Lies.Add(new Lie { Path = "info.sequence", Change = LieChange.Retype, Times = 1 });
        var (_, retyped, _) = await live.RestAsync("GET", path);
        Assert.Equal(JsonValueKind.Number, JsonDocument.Parse(retyped).RootElement.GetProperty("info").GetProperty("sequence").ValueKind);
        live.Net.Lies.Add(new Lie { Path = "info.sequence", Change = LieChange.Absent, Times = 1 });
        var (_, absent, _) = await live.RestAsync("GET", path);
        Assert.False(JsonDocument.Parse(absent).RootElement.GetProperty("info").TryGetProperty("sequence", out _));
        live.Net.Lies.Add(new Lie { Path = "header:x-cosmos-block-height", Value = "8", Times = 1 });
        var (_, _, headers) = await live.RestAsync("GET", path);
        Assert.Equal("8", Assert.Single(headers.GetValues("Grpc-Metadata-X-Cosmos-Block-Height")));
        live.Net.Lies.Add(new Lie { Path = "error:8", Value = "slow down", Times = 1 });
        var (status, body, _) = await live.RestAsync("GET", path);
        Assert.Equal((429, true), (status, body.Contains("slow down", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_rpc_response_lies_about_its_result_and_its_id()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        await live.StepAsync(4);
        live.Net.Lies.Add(new Lie { Path = "result.sync_info.latest_block_height", Value = "9999", Method = "status", Times = 1 });
        Assert.Equal("9999", Height(await live.CallAsync("status", "{}")));
        live.Net.Lies.Add(new Lie { Path = "result.sync_info.latest_block_height", Change = LieChange.Stale, Ago = 3, Method = "status", Times = 1 });
        Assert.Equal("2", Height(await live.CallAsync("status", "{}")));
        live.Net.Lies.Add(new Lie { Path = "id", Change = LieChange.Retype, Times = 1 });
        Assert.Equal("1", (await live.CallAsync("status", "{}")).GetProperty("id").GetString());
        live.Net.Lies.Add(new Lie { Path = "error:-32603", Value = "tx not found", Times = 1 });
        Assert.Equal("tx not found", (await live.CallAsync("status", "{}")).GetProperty("error").GetProperty("data").GetString());
        Assert.Equal("5", Height(await live.CallAsync("status", "{}")));
    }

    [Fact]
    public async Task A_frame_lies_about_an_attribute_in_both_of_its_shapes()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        using var socket = await LiveSocket.ConnectAsync(live.Net.Rpc);
        await socket.SubscribeAsync("tm.event='NewBlockEvents'");
        var lie = live.Net.Lies.Add(new Lie { Path = $"event:{Opened}/nonce_block_height", Value = "123456", Protocol = FaultProtocol.WebSocket });
        await live.StepAsync(45);
        JsonElement frame;
        do
            frame = (await socket.ReceiveJsonAsync()).GetProperty("result");
        while (!frame.TryGetProperty("data", out var data) || !data.GetRawText().Contains(Opened, StringComparison.Ordinal));
        var listed = frame.GetProperty("data").GetProperty("value").GetProperty("events").EnumerateArray()
            .Single(one => one.GetProperty("type").GetString()!.EndsWith(Opened, StringComparison.Ordinal)).GetProperty("attributes").EnumerateArray()
            .Single(one => one.GetProperty("key").GetString() == "nonce_block_height").GetProperty("value").GetString();
        var flat = frame.GetProperty("events").EnumerateObject().Single(one => one.Name.EndsWith($"{Opened}.nonce_block_height", StringComparison.Ordinal)).Value[0].GetString();
        Assert.Equal(("\"123456\"", "\"123456\""), (listed, flat));
        Assert.True(lie.Hits > 0);
        Assert.All(lie.Told, hit => Assert.InRange(hit.Height, 1, live.Net.Height));
    }

    [Fact]
    public async Task A_frame_lies_about_its_height_for_some_blocks()
    {
        await using var live = await LiveNet.StartAsync(LiveNet.Own);
        using var socket = await LiveSocket.ConnectAsync(live.Net.Rpc);
        await socket.SubscribeAsync("tm.event='NewBlockEvents'");
        live.Net.Lies.Add(new Lie { Path = "result.data.value.height", Value = "9000000", Blocks = 3 });
        await live.StepAsync(3);
        Assert.Equal(["9000000", "9000000", "4"], [await NextAsync(socket), await NextAsync(socket), await NextAsync(socket)]);
        Assert.Empty(live.Net.Lies.Active);
        live.Net.Lies.Add(new Lie { Path = "result.data.value.height", Change = LieChange.Stale, Ago = 2, Times = 1 });
        await live.StepAsync();
        Assert.Equal("3", await NextAsync(socket));
    }

    private static async Task<string> NextAsync(LiveSocket socket) => (await socket.ReceiveEventAsync()).Height;

    private static string? Height(JsonElement answer) =>
        answer.GetProperty("result").GetProperty("sync_info").GetProperty("latest_block_height").GetString();
}
