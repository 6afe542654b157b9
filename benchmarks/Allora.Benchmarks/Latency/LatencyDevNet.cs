using System.Globalization;
using System.Text.Json;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;

namespace Allora.Benchmarks.Latency;

/// <summary>A DevNet in a process of its own: tells its addresses, then its stamps whenever a line comes in, and ends with its input.</summary>
internal static class LatencyDevNet
{
    public const ulong Topic = 67;

    /// <summary>The floor's own topic: its windows open two blocks after the worker's, so that neither waits for the other.</summary>
    public const ulong FloorTopic = 68;

    public static readonly TimeSpan BlockInterval = TimeSpan.FromMilliseconds(60);

    public static async Task<int> RunAsync(string[] args)
    {
        var interval = args.Length > 0 ? TimeSpan.FromMilliseconds(int.Parse(args[0], CultureInfo.InvariantCulture)) : BlockInterval;
        var devnet = await StartAsync(interval);
        await using (devnet)
        {
            await WriteAsync(new { grpc = devnet.Grpc, rpc = devnet.Rpc, chainId = devnet.Network.ChainId });
            while (await Console.In.ReadLineAsync() is not null)
                await WriteAsync(devnet.Stamps.Select(s => new { s.Kind, s.Height, s.Timestamp, s.Hash }));
        }

        return 0;
    }

    public static Task<AlloraDevNet> StartAsync(TimeSpan interval) => AlloraDevNet.StartAsync(new DevNetOptions
    {
        Genesis = DevNetGenesis.Default with
        {
            BlockInterval = interval,
            Topics = [TopicOf(Topic, firstWindow: 30), TopicOf(FloorTopic, firstWindow: 32)],
        },
    });

    private static GenesisTopic TopicOf(ulong id, long firstWindow) =>
        new() { Id = id, EpochLength = 4, WorkerSubmissionWindow = 3, GroundTruthLag = 4, FirstWindow = firstWindow };

    private static async Task WriteAsync(object value)
    {
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(value));
        await Console.Out.FlushAsync();
    }
}
