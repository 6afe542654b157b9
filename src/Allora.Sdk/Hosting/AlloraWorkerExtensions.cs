using System.Diagnostics.CodeAnalysis;
using Allora.Sdk;
using Allora.Sdk.Hosting;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>An inferer in a host, by type, factory or delegate; each for a topic, or from a section of the configuration. It runs as long as the host.</summary>
public static class AlloraWorkerExtensions
{
    /// <summary>Adds an inferer of a topic, with a type of the host's services.</summary>
    /// <typeparam name="TProvider">The model. Registered as scoped or transient, it is made for each call; not registered, there is one for the host's life.</typeparam>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null, string? wallet = null)
        where TProvider : class, IPredictionProvider =>
        Add(WorkerRegistration.Service<TProvider>(builder), WorkerPlace.Of(topicId, WorkerPlace.Worker, wallet), configure, services => ScopedProvider<TProvider>.For(services, builder.Services));

    /// <summary>Adds an inferer of a topic that a section of the configuration names, with a type of the host's services: the properties of <see cref="WorkerOptions"/> by name, and <c>Wallet</c>. The section's key is the worker's name.</summary>
    /// <typeparam name="TProvider">The model. Registered as scoped or transient, it is made for each call; not registered, there is one for the host's life.</typeparam>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora:Workers:btc")</c>. Wrong values and unknown keys stop the host's start.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        this AlloraBuilder builder, IConfigurationSection section, Action<WorkerOptions>? configure = null)
        where TProvider : class, IPredictionProvider =>
        Add(WorkerRegistration.Service<TProvider>(builder), WorkerPlace.Of(section), configure, services => ScopedProvider<TProvider>.For(services, builder.Services));

    /// <summary>Adds an inferer of a topic, with an object that a factory makes.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="factory">Makes it when the host starts; the host disposes it.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker(
        this AlloraBuilder builder, ulong topicId, Func<IServiceProvider, IPredictionProvider> factory, Action<WorkerOptions>? configure = null, string? wallet = null) =>
        Add(builder, WorkerPlace.Of(topicId, WorkerPlace.Worker, wallet), configure, WorkerRegistration.Keep(builder, factory));

    /// <summary>Adds an inferer of a topic that a section of the configuration names, with an object that a factory makes: the properties of <see cref="WorkerOptions"/> by name, and <c>Wallet</c>. The section's key is the worker's name.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora:Workers:btc")</c>. Wrong values and unknown keys stop the host's start.</param>
    /// <param name="factory">Makes it when the host starts; the host disposes it.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker(
        this AlloraBuilder builder, IConfigurationSection section, Func<IServiceProvider, IPredictionProvider> factory, Action<WorkerOptions>? configure = null) =>
        Add(builder, WorkerPlace.Of(section), configure, WorkerRegistration.Keep(builder, factory));

    /// <summary>Adds an inferer of a topic, with a delegate.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="predict">The model: a number converts to a <see cref="Prediction"/>.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker(
        this AlloraBuilder builder, ulong topicId, Func<PredictionContext, CancellationToken, ValueTask<Prediction>> predict, Action<WorkerOptions>? configure = null, string? wallet = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predict);
        return Add(builder, WorkerPlace.Of(topicId, WorkerPlace.Worker, wallet), configure, _ => new DelegateProvider(predict));
    }

    /// <summary>Adds an inferer of a topic that a section of the configuration names, with a delegate: the properties of <see cref="WorkerOptions"/> by name, and <c>Wallet</c>. The section's key is the worker's name.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora:Workers:btc")</c>. Wrong values and unknown keys stop the host's start.</param>
    /// <param name="predict">The model: a number converts to a <see cref="Prediction"/>.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraWorker(
        this AlloraBuilder builder, IConfigurationSection section, Func<PredictionContext, CancellationToken, ValueTask<Prediction>> predict, Action<WorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predict);
        return Add(builder, WorkerPlace.Of(section), configure, _ => new DelegateProvider(predict));
    }

    private static AlloraBuilder Add(AlloraBuilder builder, WorkerPlace place, Action<WorkerOptions>? configure, Func<IServiceProvider, IPredictionProvider> find) =>
        WorkerRegistration.Add(builder, place, WorkerPlace.Worker, configure, (services, client, wallet, options) => WorkerRunner.ForInferer(client, wallet, find(services), options));
}
