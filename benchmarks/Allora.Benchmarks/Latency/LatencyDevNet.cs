using System.Text.Json;
using Allora.Sdk.DevNet;

namespace Allora.Benchmarks.Latency;

/// <summary>A DevNet in a process of its own: tells its addresses, then its stamps whenever a line comes in, and ends with its input.</summary>
internal static class LatencyDevNet
{
    public const ulong Topic = 67;

    public static async Task<int> RunAsync(string[] args)
    {
        var genesis = DevNetGenesis.Default with
        {
            BlockInterval = TimeSpan.FromMilliseconds(args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 60),
            Topics = [new GenesisTopic { Id = Topic, EpochLength = 4, WorkerSubmissionWindow = 3, GroundTruthLag = 4, FirstWindow = 30 }],
        };
        var devnet = await DevNet.StartAsync(new DevNetOptions { Genesis = genesis });
        await using (devnet)
        {
            await WriteAsync(new { grpc = devnet.Grpc, rpc = devnet.Rpc, mnemonic = DevNetGenesis.TestMnemonic, chainId = genesis.ChainId });
            while (await Console.In.ReadLineAsync() is not null)
                await WriteAsync(devnet.Stamps.Select(s => new { s.Kind, s.Height, s.Timestamp, s.Hash }));
        }

        return 0;
    }

    private static async Task WriteAsync(object value)
    {
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(value));
        await Console.Out.FlushAsync();
    }
}
