using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Allora.Sdk.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Hosting;

/// <summary>Workers of a host. Each runs as long as the host; they share the client, and those of one wallet its sender and its journal.</summary>
public static class AlloraWorkerExtensions
{
    /// <summary>Adds a worker that answers a topic with a provider from the host's services.</summary>
    /// <typeparam name="TProvider">The model. If registered as scoped or transient, it is created for each prediction; if not registered, there is one for the host's life.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the worker's options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (<see cref="AlloraWalletExtensions.AddWallet"/>); null for the one of UseWallet.</param>
    /// <exception cref="ArgumentException">The wallet answers this topic already.</exception>
    public static AlloraBuilder AddAlloraWorker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null, string? wallet = null)
        where TProvider : class, IPredictionProvider
    {
        var topic = topicId.ToString(CultureInfo.InvariantCulture);
        return Add<TProvider>(builder, wallet is null ? topic : $"{topic}/{wallet}", null, wallet, options =>
        {
            options.TopicId = topicId;
            configure?.Invoke(options);
        });
    }

    /// <summary>
    /// Adds a worker that a section of the configuration describes: the properties of <see cref="WorkerOptions"/> by name, durations as 00:01:30
    /// or 90s, and <c>Wallet</c> for the name of a wallet. Its name is the section's key. Wrong values and unknown keys stop the host's start.
    /// </summary>
    /// <typeparam name="TProvider">The model, as in the other overload.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora:Workers:btc")</c>.</param>
    /// <param name="configure">Changes the worker's options afterwards.</param>
    /// <exception cref="ArgumentException">A worker of this name was added already.</exception>
    public static AlloraBuilder AddAlloraWorker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        this AlloraBuilder builder, IConfigurationSection section, Action<WorkerOptions>? configure = null)
        where TProvider : class, IPredictionProvider
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add<TProvider>(builder, section.Key, section, null, configure);
    }

    private static AlloraBuilder Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        AlloraBuilder builder, string name, IConfigurationSection? section, string? wallet, Action<WorkerOptions>? configure)
        where TProvider : class, IPredictionProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton<TProvider>();
        return builder.AddWorker(name, "worker", section, wallet, configure, (provider, client, signer, options) =>
            new WorkerRunner(client, signer, ScopedProvider<TProvider>.For(provider, services), options));
    }

    /// <summary>Adds a worker of any role: its options by name, and the service that runs it.</summary>
    internal static AlloraBuilder AddWorker(
        this AlloraBuilder builder,
        string name,
        string role,
        IConfigurationSection? section,
        string? wallet,
        Action<WorkerOptions>? configure,
        Func<IServiceProvider, AlloraClient, AlloraWallet, WorkerOptions, WorkerRunner> create)
    {
        builder.TakeName(name);
        var services = builder.Services;
        var failures = new List<string>();
        services.AddOptions<WorkerOptions>(name)
            .Configure(options =>
            {
                failures.Clear();
                if (section is not null)
                    WorkerOptionsReader.Read(new ConfigurationReader(section, section.Path, failures), options);
                configure?.Invoke(options);
            })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<WorkerOptions>>(new ValidateWorkerOptions(name, failures));
        services.TryAddSingleton<WorkerClaims>();
        builder.Roster.Add(name, wallet ?? section?[WorkerOptionsReader.Wallet]);
        services.AddKeyedSingleton(name, (provider, _) =>
        {
            builder.Roster.Require(provider);
            var options = provider.GetRequiredService<IOptionsMonitor<WorkerOptions>>().Get(name);
            var signer = provider.GetWallet(wallet ?? section?[WorkerOptionsReader.Wallet], $"Worker '{name}'");
            provider.GetRequiredService<WorkerClaims>().Claim(name, options.TopicId, signer.Address, role);
            var runner = create(provider, provider.GetRequiredService<AlloraClient>(), signer, options);
            foreach (var observer in provider.GetServices<IWorkerObserver>())
                runner.AddObserver(observer);
            return new AlloraWorkerService(name, options, signer.Address, runner, provider.GetService<IHostApplicationLifetime>(), provider.GetRequiredService<AlloraClient>().Time);
        });
        services.AddSingleton(provider => provider.GetRequiredKeyedService<AlloraWorkerService>(name));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<AlloraWorkerService>(name));
        return builder;
    }
}
