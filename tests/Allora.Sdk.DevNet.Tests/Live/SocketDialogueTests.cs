using System.Net.WebSockets;
using System.Text.Json;
using Allora.Sdk.DevNet.Tests.Rpc;
using Allora.TestData;

namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>The captured session with every mistake a client can make, played against DevNet frame by frame.</summary>
public sealed class SocketDialogueTests
{
    [Theory]
    [InlineData(LiveNet.Own)]
    [InlineData(LiveNet.Other)]
    public async Task The_captured_session_goes_the_same_way(string genesis)
    {
        await using var live = await LiveNet.StartAsync(genesis);
        var frames = Data.Capture("ws-session.json").EnumerateArray().ToList();
        Dictionary<string, LiveSocket> sockets = [];
        var compared = 0;
        foreach (var frame in frames)
        {
            var name = frame.GetProperty("conn").GetString()!;
            if (!sockets.TryGetValue(name, out var socket))
                sockets[name] = socket = await live.ConnectAsync();
            if (frame.TryGetProperty("sent", out var sent))
            {
                await socket.SendAsync(sent.GetString()!);
            }
            else if (frame.TryGetProperty("sent_bytes", out var bytes))
            {
                await socket.SendAsync(Convert.FromHexString(bytes.GetString()!), WebSocketMessageType.Binary);
            }
            else
            {
                await CompareAsync(live, socket, frame.GetProperty("text").GetString()!);
                compared++;
            }
        }

        foreach (var socket in sockets.Values)
        {
            Assert.Empty(await socket.UntilMarkAsync("end"));
            socket.Dispose();
        }

        Console.Out.WriteLine($"captures ws-session.json ({genesis}): {compared} of {frames.Count(f => f.TryGetProperty("text", out _))} frames conform, none left out");
    }

    private static async Task CompareAsync(LiveNet live, LiveSocket socket, string expected)
    {
        if (expected.Contains("\"data\":{\"type\"", StringComparison.Ordinal))
            await live.StepAsync();
        var actual = await socket.ReceiveAsync();
        Assert.NotNull(actual);
        using var document = JsonDocument.Parse(expected);
        var isVolatile = document.RootElement.TryGetProperty("result", out var result) && result.EnumerateObject().Any();
        if (!isVolatile)
            Assert.Equal(expected, actual);
        else
            Assert.Empty(JsonShape.Differences(expected, actual));
    }
}
