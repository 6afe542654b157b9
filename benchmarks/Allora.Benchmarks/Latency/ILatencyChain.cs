using Allora.Sdk;

namespace Allora.Benchmarks.Latency;

/// <summary>The chain that the worker answers, and what it noted.</summary>
internal interface ILatencyChain : IAsyncDisposable
{
    AlloraNetwork Network { get; }

    Task<IReadOnlyList<Stamp>> StampsAsync();
}

/// <summary>A moment that the DevNet noted, in ticks of the machine's monotonic clock, which all processes share.</summary>
internal sealed record Stamp(string Kind, long Height, long Timestamp, string Hash);
