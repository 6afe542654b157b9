using Allora.Sdk.Hosting.Configuration;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Hosting;

/// <summary>Allora in a generic host: <c>services.AddAllora(network).UseWallet(wallet).AddAlloraWorker&lt;MyModel&gt;(67)</c>.</summary>
public static class AlloraServiceCollectionExtensions
{
    /// <summary>Adds one <see cref="AlloraClient"/> for the network, disposed with the host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="network">The network.</param>
    /// <param name="configure">Changes the client's options. The host's loggers and <see cref="TimeProvider"/> are set before.</param>
    /// <exception cref="InvalidOperationException">The host has a client already.</exception>
    public static AlloraBuilder AddAllora(this IServiceCollection services, AlloraNetwork network, Func<AlloraClientOptions, AlloraClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(network);
        return Add(services, provider => Create(provider, network, new AlloraClientOptions(), configure));
    }

    /// <summary>
    /// Adds one <see cref="AlloraClient"/> from a section of the configuration, read and checked when the host starts: <c>Network</c> (testnet,
    /// mainnet, local) or <c>ChainId</c> with <c>Grpc</c> and <c>Rpc</c> (addresses, one or a list), <c>Client</c> (the properties of
    /// <see cref="AlloraClientOptions"/>), <c>KeyFile</c> (the workers' wallet, which signs with the host's <see cref="ISecp256k1"/> if there is one), <c>Wallet</c> (its <see cref="WalletOptions"/>). Unknown keys are refused.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora")</c>.</param>
    /// <param name="configure">Changes the client's options afterwards.</param>
    /// <exception cref="InvalidOperationException">The host has a client already.</exception>
    public static AlloraBuilder AddAllora(this IServiceCollection services, IConfiguration section, Func<AlloraClientOptions, AlloraClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        var path = section is IConfigurationSection { Path: var named } ? named : "Configuration";
        services.AddOptions<AlloraSettings>()
            .Configure(settings => AlloraSettingsReader.Read(section, path, settings))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlloraSettings>, ValidateAlloraSettings>();
        var builder = Add(services, provider =>
        {
            var settings = provider.GetRequiredService<IOptions<AlloraSettings>>().Value;
            return Create(provider, settings.Network!, settings.Client, configure);
        });
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<AlloraSettings>>().Value is { KeyFile: { } file } settings
            ? AlloraWallet.FromKeyFile(file, curve: provider.GetService<ISecp256k1>()).WithOptions(settings.Wallet)
            : throw new InvalidOperationException($"No wallet: set {path}:KeyFile to the file of its key, or call UseWallet."));
        return builder;
    }

    /// <summary>Adds a client that the caller created, and disposes after the host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="client">The client.</param>
    /// <exception cref="InvalidOperationException">The host has a client already.</exception>
    public static AlloraBuilder AddAllora(this IServiceCollection services, AlloraClient client)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(client);
        RefuseSecond(services);
        services.AddSingleton(client);
        return new AlloraBuilder(services);
    }

    private static AlloraBuilder Add(IServiceCollection services, Func<IServiceProvider, AlloraClient> create)
    {
        RefuseSecond(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(create);
        return new AlloraBuilder(services);
    }

    private static AlloraClient Create(
        IServiceProvider provider, AlloraNetwork network, AlloraClientOptions options, Func<AlloraClientOptions, AlloraClientOptions>? configure)
    {
        options = options with
        {
            LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
            TimeProvider = provider.GetRequiredService<TimeProvider>(),
        };
        return new AlloraClient(network, configure?.Invoke(options) ?? options);
    }

    private static void RefuseSecond(IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(AlloraClient) && !s.IsKeyedService))
            throw new InvalidOperationException("AddAllora was called before: a host has one client. Add further workers to the builder that the first call returned.");
    }

    private sealed class ValidateAlloraSettings : IValidateOptions<AlloraSettings>
    {
        public ValidateOptionsResult Validate(string? name, AlloraSettings options) =>
            options.Failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Failures);
    }
}
