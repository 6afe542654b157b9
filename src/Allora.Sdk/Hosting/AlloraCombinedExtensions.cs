using System.Diagnostics.CodeAnalysis;
using Allora.Sdk;
using Allora.Sdk.Encodings;
using Allora.Sdk.Hosting;
using Allora.Sdk.Roles;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Workers that are inferer and forecaster of one topic in a host, by type, factory or delegate; each for a topic, or from a section of the configuration.</summary>
public static class AlloraCombinedExtensions
{
    /// <summary>Adds a worker that is inferer and forecaster of a topic, in one transaction.</summary>
    /// <typeparam name="TProvider">The model of the inferences. Registered as scoped or transient, it is made for each call; not registered, there is one for the host's life.</typeparam>
    /// <typeparam name="TForecaster">The model of the forecasts; may be the same type. If that is scoped, inference and forecast come from two objects.</typeparam>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TForecaster>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null, string? wallet = null)
        where TProvider : class, IPredictionProvider
        where TForecaster : class, IForecastProvider =>
        Add(
            WorkerRegistration.Service<TForecaster>(WorkerRegistration.Service<TProvider>(builder)),
            WorkerPlace.Of(topicId, WorkerPlace.Worker, wallet),
            configure,
            services => ScopedProvider<TProvider>.For(services, builder.Services),
            services => ScopedForecaster<TForecaster>.For(services, builder.Services));

    /// <summary>Adds a worker that is inferer and forecaster of a topic that a section of the configuration names, in one transaction.</summary>
    /// <typeparam name="TProvider">The model of the inferences. Registered as scoped or transient, it is made for each call; not registered, there is one for the host's life.</typeparam>
    /// <typeparam name="TForecaster">The model of the forecasts; may be the same type. If that is scoped, inference and forecast come from two objects.</typeparam>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section; its key is the worker's name.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TForecaster>(
        this AlloraBuilder builder, IConfigurationSection section, Action<WorkerOptions>? configure = null)
        where TProvider : class, IPredictionProvider
        where TForecaster : class, IForecastProvider =>
        Add(
            WorkerRegistration.Service<TForecaster>(WorkerRegistration.Service<TProvider>(builder)),
            WorkerPlace.Of(section),
            configure,
            services => ScopedProvider<TProvider>.For(services, builder.Services),
            services => ScopedForecaster<TForecaster>.For(services, builder.Services));

    /// <summary>Adds a worker that is inferer and forecaster of a topic, in one transaction.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="provider">Makes the model of the inferences when the host starts; the host disposes it.</param>
    /// <param name="forecaster">Makes the model of the forecasts.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker(
        this AlloraBuilder builder, ulong topicId, Func<IServiceProvider, IPredictionProvider> provider, Func<IServiceProvider, IForecastProvider> forecaster, Action<WorkerOptions>? configure = null, string? wallet = null) =>
        Add(builder, WorkerPlace.Of(topicId, WorkerPlace.Worker, wallet), configure, WorkerRegistration.Keep(builder, provider), WorkerRegistration.Keep(builder, forecaster));

    /// <summary>Adds a worker that is inferer and forecaster of a topic that a section of the configuration names, in one transaction.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section; its key is the worker's name.</param>
    /// <param name="provider">Makes the model of the inferences when the host starts; the host disposes it.</param>
    /// <param name="forecaster">Makes the model of the forecasts.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker(
        this AlloraBuilder builder, IConfigurationSection section, Func<IServiceProvider, IPredictionProvider> provider, Func<IServiceProvider, IForecastProvider> forecaster, Action<WorkerOptions>? configure = null) =>
        Add(builder, WorkerPlace.Of(section), configure, WorkerRegistration.Keep(builder, provider), WorkerRegistration.Keep(builder, forecaster));

    /// <summary>Adds a worker that is inferer and forecaster of a topic, in one transaction.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="predict">The model of the inferences: a number converts to a <see cref="Prediction"/>.</param>
    /// <param name="forecast">The model of the forecasts.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker(
        this AlloraBuilder builder,
        ulong topicId,
        Func<PredictionContext, CancellationToken, ValueTask<Prediction>> predict,
        Func<ForecastContext, CancellationToken, ValueTask<Forecast>> forecast,
        Action<WorkerOptions>? configure = null,
        string? wallet = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentNullException.ThrowIfNull(forecast);
        return Add(builder, WorkerPlace.Of(topicId, WorkerPlace.Worker, wallet), configure, _ => new DelegateProvider(predict), _ => new DelegateForecaster(forecast));
    }

    /// <summary>Adds a worker that is inferer and forecaster of a topic that a section of the configuration names, in one transaction.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section; its key is the worker's name.</param>
    /// <param name="predict">The model of the inferences: a number converts to a <see cref="Prediction"/>.</param>
    /// <param name="forecast">The model of the forecasts.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker(
        this AlloraBuilder builder,
        IConfigurationSection section,
        Func<PredictionContext, CancellationToken, ValueTask<Prediction>> predict,
        Func<ForecastContext, CancellationToken, ValueTask<Forecast>> forecast,
        Action<WorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentNullException.ThrowIfNull(forecast);
        return Add(builder, WorkerPlace.Of(section), configure, _ => new DelegateProvider(predict), _ => new DelegateForecaster(forecast));
    }

    private static AlloraBuilder Add(
        AlloraBuilder builder, WorkerPlace place, Action<WorkerOptions>? configure, Func<IServiceProvider, IPredictionProvider> provider, Func<IServiceProvider, IForecastProvider> forecaster) =>
        WorkerRegistration.Add(builder, place, WorkerPlace.Worker, configure, (services, client, wallet, options) =>
            WorkerRunner.ForInfererAndForecaster(client, wallet, provider(services), forecaster(services), options));
}
