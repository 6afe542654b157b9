using Allora.Sdk.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Hosting;

/// <summary>Registers the client of one network: keyed by its name, or without a key if it has none.</summary>
internal static class NetworkRegistration
{
    public static AlloraBuilder Add(IServiceCollection services, string? name, AlloraNetwork network, Action<AlloraClientOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(network);
        return Add(services, name, null, configure, _ => network);
    }

    public static AlloraBuilder Add(IServiceCollection services, string? name, IConfiguration section, Action<AlloraClientOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        var path = section is IConfigurationSection { Path: var named } ? named : "Configuration";
        var builder = Add(services, name, options => AlloraSettingsReader.ReadClient(section, path, options), configure, provider => Settings(provider, name).Network!);
        services.AddOptions<AlloraSettings>(name)
            .Configure(settings => AlloraSettingsReader.Read(section, path, settings))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlloraSettings>>(new ValidateAlloraSettings(name));
        if (builder.KeyOf(null) is { } key)
            services.TryAddKeyedSingleton(key, (provider, _) => FromKeyFile(provider, name, path));
        else
            services.TryAddSingleton(provider => FromKeyFile(provider, name, path));
        return builder;
    }

    public static AlloraBuilder Add(IServiceCollection services, string? name, AlloraClient client)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(client);
        RefuseSecond(services, name);
        if (name is null)
            services.AddSingleton(client);
        else
            services.AddKeyedSingleton(name, client);
        return new AlloraBuilder(services, name);
    }

    private static AlloraBuilder Add(
        IServiceCollection services, string? name, Action<AlloraClientOptions>? read, Action<AlloraClientOptions>? configure, Func<IServiceProvider, AlloraNetwork> network)
    {
        RefuseSecond(services, name);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<AlloraClientOptions>(name).Configure<ILoggerFactory, TimeProvider>((options, loggers, time) =>
        {
            options.LoggerFactory = loggers;
            options.TimeProvider = time;
            read?.Invoke(options);
            configure?.Invoke(options);
        });
        if (name is null)
            services.AddSingleton(Create);
        else
            services.AddKeyedSingleton(name, (provider, _) => Create(provider));
        return new AlloraBuilder(services, name);

        AlloraClient Create(IServiceProvider provider) =>
            new(network(provider), provider.GetRequiredService<IOptionsMonitor<AlloraClientOptions>>().Get(name));
    }

    private static AlloraSettings Settings(IServiceProvider provider, string? name) => provider.GetRequiredService<IOptionsMonitor<AlloraSettings>>().Get(name);

    private static AlloraWallet FromKeyFile(IServiceProvider provider, string? name, string path) => Settings(provider, name) is { KeyFile: { } file } settings
        ? AlloraWalletExtensions.FromFile(provider, file).WithOptions(settings.Wallet)
        : throw new InvalidOperationException($"No wallet: set {path}:KeyFile to the file of its key, or call UseWallet.");

    private static void RefuseSecond(IServiceCollection services, string? name)
    {
        if (services.Any(s => s.ServiceType == typeof(AlloraClient) && Equals(s.IsKeyedService ? s.ServiceKey : null, name)))
        {
            throw new InvalidOperationException(name is null
                ? "AddAllora was called before: add further workers to the builder that the first call returned, and give each network a name if there are several."
                : $"AddAllora was called before for the network '{name}': add further workers to the builder that the first call returned.");
        }
    }

    private sealed class ValidateAlloraSettings(string? name) : IValidateOptions<AlloraSettings>
    {
        public ValidateOptionsResult Validate(string? asked, AlloraSettings options) =>
            (asked ?? "") != (name ?? "") ? ValidateOptionsResult.Skip
            : options.Failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Failures);
    }
}
