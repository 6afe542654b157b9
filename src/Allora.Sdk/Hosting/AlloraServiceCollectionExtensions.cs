using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Hosting;

/// <summary>Allora in a generic host: <c>services.AddAllora(network).UseWallet(wallet).AddAlloraWorker&lt;MyModel&gt;(67)</c>.</summary>
public static class AlloraServiceCollectionExtensions
{
    /// <summary>Adds one <see cref="AlloraClient"/> for the network, disposed with the host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="network">The network.</param>
    /// <param name="configure">Changes the client's options. The host's loggers and <see cref="TimeProvider"/> are set before.</param>
    public static AlloraBuilder AddAllora(this IServiceCollection services, AlloraNetwork network, Func<AlloraClientOptions, AlloraClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(network);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var options = new AlloraClientOptions
            {
                LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
                TimeProvider = provider.GetRequiredService<TimeProvider>(),
            };
            return new AlloraClient(network, configure?.Invoke(options) ?? options);
        });
        return new AlloraBuilder(services);
    }

    /// <summary>Adds a client that the caller made, and disposes after the host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="client">The client.</param>
    public static AlloraBuilder AddAllora(this IServiceCollection services, AlloraClient client)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(client);
        services.AddSingleton(client);
        return new AlloraBuilder(services);
    }

    /// <summary>Names the wallet of the workers, made when the host starts and disposed with it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="wallet">Makes the wallet, for example from a key file.</param>
    public static AlloraBuilder UseWallet(this AlloraBuilder builder, Func<IServiceProvider, AlloraWallet> wallet)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(wallet);
        builder.Services.AddSingleton(wallet);
        return builder;
    }

    /// <summary>Adds a worker that answers a topic with a provider from the host's services; it runs as long as the host.</summary>
    /// <typeparam name="TProvider">The model.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the worker's options.</param>
    public static AlloraBuilder AddAlloraWorker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null)
        where TProvider : class, IPredictionProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new WorkerOptions { TopicId = topicId };
        configure?.Invoke(options);
        options.Validate();
        builder.Services.TryAddSingleton<TProvider>();
        builder.Services.AddSingleton(provider => new AlloraWorkerService(new WorkerRunner(
            provider.GetRequiredService<AlloraClient>(),
            provider.GetRequiredService<AlloraWallet>(),
            provider.GetRequiredService<TProvider>(),
            options)));
        builder.Services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<AlloraWorkerService>());
        return builder;
    }
}
