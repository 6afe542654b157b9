using System.Diagnostics.CodeAnalysis;
using Allora.Sdk.Roles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Allora.Sdk.Hosting;

/// <summary>Forecasters and reputers in a generic host, beside <see cref="AlloraServiceCollectionExtensions.AddAlloraWorker{TProvider}"/>.</summary>
public static class AlloraRoleExtensions
{
    /// <summary>Adds a forecaster of a topic; it runs as long as the host.</summary>
    /// <typeparam name="TForecaster">The model.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the worker's options.</param>
    public static AlloraBuilder AddAlloraForecaster<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TForecaster>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null)
        where TForecaster : class, IForecastProvider =>
        builder.AddRole<TForecaster>(topicId, configure, (services, options) => AlloraWorker.Forecaster(
            services.GetRequiredService<AlloraClient>(), services.GetRequiredService<AlloraWallet>(), services.GetRequiredService<TForecaster>(), options));

    /// <summary>Adds a worker that is inferer and forecaster of a topic, in one transaction.</summary>
    /// <typeparam name="TProvider">The model of the inferences.</typeparam>
    /// <typeparam name="TForecaster">The model of the forecasts; may be the same type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the worker's options.</param>
    public static AlloraBuilder AddAlloraWorker<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TForecaster>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null)
        where TProvider : class, IPredictionProvider
        where TForecaster : class, IForecastProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TProvider>();
        return builder.AddRole<TForecaster>(topicId, configure, (services, options) => AlloraWorker.InfererAndForecaster(
            services.GetRequiredService<AlloraClient>(), services.GetRequiredService<AlloraWallet>(),
            services.GetRequiredService<TProvider>(), services.GetRequiredService<TForecaster>(), options));
    }

    /// <summary>Adds a reputer of a topic that judges by what came true; it runs as long as the host.</summary>
    /// <typeparam name="TTruth">Tells what came true.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="loss">The loss. Default: the one that the topic names.</param>
    /// <param name="configure">Changes the options, such as <see cref="WorkerOptions.MinimumStake"/>.</param>
    public static AlloraBuilder AddAlloraReputer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTruth>(
        this AlloraBuilder builder, ulong topicId, ReputerLoss? loss = null, Action<WorkerOptions>? configure = null)
        where TTruth : class, IGroundTruth =>
        builder.AddRole<TTruth>(topicId, configure, (services, options) => AlloraWorker.Reputer(
            services.GetRequiredService<AlloraClient>(), services.GetRequiredService<AlloraWallet>(), services.GetRequiredService<TTruth>(), options, loss));

    /// <summary>Adds a reputer of a topic that judges by a function of its own; it runs as long as the host.</summary>
    /// <typeparam name="TFunction">From a value of the network to a loss.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the options, such as <see cref="WorkerOptions.MinimumStake"/>.</param>
    public static AlloraBuilder AddAlloraReputerFunction<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFunction>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null)
        where TFunction : class, IReputerFunction =>
        builder.AddRole<TFunction>(topicId, configure, (services, options) => AlloraWorker.Reputer(
            services.GetRequiredService<AlloraClient>(), services.GetRequiredService<AlloraWallet>(), services.GetRequiredService<TFunction>(), options));

    private static AlloraBuilder AddRole<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRole>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure, Func<IServiceProvider, WorkerOptions, WorkerRunner> create)
        where TRole : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new WorkerOptions { TopicId = topicId };
        configure?.Invoke(options);
        options.Validate();
        builder.Services.TryAddSingleton<TRole>();
        // A key of its own: with several workers the host must start each of them, not the last one several times.
        var key = new object();
        builder.Services.AddKeyedSingleton(key, (services, _) => new AlloraWorkerService(create(services, options)));
        builder.Services.AddSingleton(services => services.GetRequiredKeyedService<AlloraWorkerService>(key));
        builder.Services.AddSingleton<IHostedService>(services => services.GetRequiredKeyedService<AlloraWorkerService>(key));
        return builder;
    }
}
