using Allora.Sdk;
using Allora.Sdk.Hosting;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Allora in a generic host: <c>services.AddAllora(network).UseKeyFile(path).AddAlloraWorker&lt;MyModel&gt;(67)</c>. A host of several networks gives each
/// a name, which is the key of its <see cref="AlloraClient"/>.
/// </summary>
public static class AlloraServiceCollectionExtensions
{
    /// <summary>Adds an <see cref="AlloraClient"/> for the network, disposed with the host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="network">The network.</param>
    /// <param name="configure">Changes the client's options; they are also reachable as <see cref="IOptions{TOptions}"/>. The host's loggers and <see cref="TimeProvider"/> are set before.</param>
    /// <exception cref="InvalidOperationException">The host has a network without a name already.</exception>
    public static AlloraBuilder AddAllora(this IServiceCollection services, AlloraNetwork network, Action<AlloraClientOptions>? configure = null) =>
        NetworkRegistration.Add(services, null, network, configure);

    /// <summary>Adds one of several networks.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The name: the key of the network's client and the name of its <see cref="AlloraClientOptions"/>.</param>
    /// <param name="network">The network.</param>
    /// <param name="configure">Changes the client's options, as for a single network.</param>
    /// <exception cref="InvalidOperationException">The host has a network of this name already.</exception>
    public static AlloraBuilder AddAllora(this IServiceCollection services, string name, AlloraNetwork network, Action<AlloraClientOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return NetworkRegistration.Add(services, name, network, configure);
    }

    /// <summary>
    /// Adds an <see cref="AlloraClient"/> from a section of the configuration, read and checked when the host starts: <c>Network</c> (testnet,
    /// mainnet, local) or <c>ChainId</c> with <c>Endpoints</c> and <c>EventEndpoints</c> (addresses, one or a list), <c>Client</c> (the properties of
    /// <see cref="AlloraClientOptions"/>), <c>KeyFile</c> (the workers' wallet, which signs with the host's <see cref="ISecp256k1"/> if there is one), <c>Wallet</c> (its <see cref="WalletOptions"/>). Unknown keys are refused.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora")</c>.</param>
    /// <param name="configure">Changes the client's options afterwards.</param>
    /// <exception cref="InvalidOperationException">The host has a network without a name already.</exception>
    public static AlloraBuilder AddAllora(this IServiceCollection services, IConfiguration section, Action<AlloraClientOptions>? configure = null) =>
        NetworkRegistration.Add(services, null, section, configure);

    /// <summary>Adds one of several networks from a section of the configuration.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The name: the key of the network's client and the name of its <see cref="AlloraClientOptions"/>.</param>
    /// <param name="section">The section, with the keys of a single network.</param>
    /// <param name="configure">Changes the client's options afterwards.</param>
    /// <exception cref="InvalidOperationException">The host has a network of this name already.</exception>
    public static AlloraBuilder AddAllora(this IServiceCollection services, string name, IConfiguration section, Action<AlloraClientOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return NetworkRegistration.Add(services, name, section, configure);
    }

    /// <summary>Adds a client that the caller created, and disposes after the host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="client">The client.</param>
    /// <param name="name">The name in a host of several networks. Default: none.</param>
    /// <exception cref="InvalidOperationException">The host has such a network already.</exception>
    public static AlloraBuilder AddAllora(this IServiceCollection services, AlloraClient client, string? name = null) =>
        NetworkRegistration.Add(services, name, client);
}
