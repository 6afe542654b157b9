using Allora.Sdk;
using Allora.Sdk.DevNet;

namespace Allora.Benchmarks.Latency;

/// <summary>The same DevNet in this process: its garbage and its threads are then the worker's too.</summary>
internal sealed class DevNetHere(AlloraDevNet devnet) : ILatencyChain
{
    public AlloraNetwork Network => devnet.Network;

    public static async Task<DevNetHere> StartAsync() => new(await LatencyDevNet.StartAsync(LatencyDevNet.BlockInterval));

    public Task<IReadOnlyList<Stamp>> StampsAsync() =>
        Task.FromResult<IReadOnlyList<Stamp>>([.. devnet.Stamps.Select(s => new Stamp(s.Kind, s.Height, s.Timestamp, s.Hash))]);

    public ValueTask DisposeAsync() => devnet.DisposeAsync();
}
