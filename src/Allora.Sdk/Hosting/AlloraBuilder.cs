using Microsoft.Extensions.DependencyInjection;

namespace Allora.Sdk.Hosting;

/// <summary>Adds wallets and workers to a host with an Allora network.</summary>
public sealed class AlloraBuilder
{
    private readonly HashSet<string> _workers = new(StringComparer.Ordinal);

    internal AlloraBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    internal WorkerRoster Roster { get; } = new();

    internal void TakeName(string name)
    {
        if (!_workers.Add(name))
            throw new ArgumentException($"A worker named '{name}' was added already: one wallet answers a topic once. Use another wallet, or another name if the wallets differ.", nameof(name));
    }
}
