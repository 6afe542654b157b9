using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Allora.Sdk.Hosting;

/// <summary>Adds wallets and workers to one network of a host.</summary>
public sealed class AlloraBuilder
{
    private readonly HashSet<string> _workers = new(StringComparer.Ordinal);

    internal AlloraBuilder(IServiceCollection services, string? name)
    {
        Services = services;
        Name = name;
        Workers = new HostedWorkers(this);
        services.TryAddSingleton<StartMistakes>();
    }

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// The name given to AddAllora: the key of the network's <see cref="AlloraClient"/> and, with a slash, the start of the keys of its workers and
    /// wallets. Null for a host's only network, whose client has no key.
    /// </summary>
    public string? Name { get; }

    internal HostedWorkers Workers { get; }

    /// <summary>The key of a worker or a wallet of this network; null for the wallet that workers use if they name none, in a host of one network.</summary>
    internal string? KeyOf(string? name) => Name is null ? name : name is null ? Name : $"{Name}/{name}";

    internal AlloraClient Client(IServiceProvider provider) => Name is null
        ? provider.GetRequiredService<AlloraClient>()
        : provider.GetRequiredKeyedService<AlloraClient>(Name);

    /// <summary>The wallet of this name, or the network's own if none is named.</summary>
    /// <exception cref="InvalidOperationException">There is no such wallet.</exception>
    internal AlloraWallet Wallet(IServiceProvider provider, string? name, string who) =>
        (KeyOf(name) is { } key ? provider.GetKeyedService<AlloraWallet>(key) : provider.GetService<AlloraWallet>())
        ?? throw new InvalidOperationException(name is null ? $"{who} has no wallet: call UseWallet or UseKeyFile." : NotAdded(who, name));

    internal static string NotAdded(string who, string wallet) => $"{who} names the wallet '{SafeText.Value(wallet)}', which was not added: call AddWallet.";

    internal void TakeName(string name)
    {
        if (!_workers.Add(name))
            throw new ArgumentException($"There is a worker named '{name}' already: one wallet answers a topic once. Give another wallet, or another name if the wallets differ.", nameof(name));
    }
}
