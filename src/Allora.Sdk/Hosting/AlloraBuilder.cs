using Microsoft.Extensions.DependencyInjection;

namespace Allora.Sdk.Hosting;

/// <summary>Adds wallets and workers to a host that knows an Allora network.</summary>
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
            throw new ArgumentException($"There is a worker named '{name}' already: one wallet answers a topic once. Give another wallet, or another name where the wallets differ.", nameof(name));
    }
}
