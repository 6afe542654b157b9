using System.Diagnostics.CodeAnalysis;
using Allora.Sdk.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Hosting;

/// <summary>Registers a worker of any role: its options by name, and the service that runs it.</summary>
internal static class WorkerRegistration
{
    /// <summary>Adds a worker; its runner is made of the network's client, its wallet and its options when the host starts.</summary>
    public static AlloraBuilder Add(
        AlloraBuilder builder,
        WorkerPlace place,
        string role,
        Action<WorkerOptions>? configure,
        Func<IServiceProvider, AlloraClient, AlloraWallet, WorkerOptions, WorkerRunner> create)
    {
        var name = builder.KeyOf(place.Name)!;
        builder.TakeName(name);
        var services = builder.Services;
        var failures = new List<string>();
        services.AddOptions<WorkerOptions>(name)
            .Configure(options =>
            {
                failures.Clear();
                if (place.Section is { } section)
                    WorkerOptionsReader.Read(new ConfigurationReader(section, section.Path, failures), options);
                else
                    options.TopicId = place.TopicId;
                configure?.Invoke(options);
            })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<WorkerOptions>>(new ValidateWorkerOptions(name, failures));
        services.TryAddSingleton<WorkerClaims>();
        builder.Workers.Add(name, place.Wallet);
        services.AddKeyedSingleton(name, (provider, _) =>
        {
            builder.Workers.Require(provider);
            var options = provider.GetRequiredService<IOptionsMonitor<WorkerOptions>>().Get(name);
            var signer = builder.Wallet(provider, place.Wallet, $"Worker '{name}'");
            provider.GetRequiredService<WorkerClaims>().Claim(name, builder.Name, options.TopicId, signer.Address, role);
            var client = builder.Client(provider);
            var runner = create(provider, client, signer, options);
            foreach (var observer in provider.GetServices<IWorkerObserver>())
                runner.AddObserver(observer);
            return new AlloraWorkerService(name, options, signer.Address, runner, provider.GetService<IHostApplicationLifetime>(), provider.GetService<StartMistakes>(), client.Time);
        });
        services.AddSingleton(provider => provider.GetRequiredKeyedService<AlloraWorkerService>(name));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<AlloraWorkerService>(name));
        return builder;
    }

    /// <summary>Keeps what a factory makes as long as the host, which disposes it.</summary>
    /// <returns>How the worker gets it.</returns>
    public static Func<IServiceProvider, T> Keep<T>(AlloraBuilder builder, Func<IServiceProvider, T> factory)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        var key = new object();
        builder.Services.AddKeyedSingleton(key, (provider, _) => factory(provider));
        return provider => provider.GetRequiredKeyedService<T>(key);
    }

    /// <summary>A type of the host's services: one for the host's life if nobody registered it otherwise.</summary>
    public static AlloraBuilder Service<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(AlloraBuilder builder)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<T>();
        return builder;
    }
}
