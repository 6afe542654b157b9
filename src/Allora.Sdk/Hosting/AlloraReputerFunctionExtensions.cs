using System.Diagnostics.CodeAnalysis;
using Allora.Sdk;
using Allora.Sdk.Hosting;
using Allora.Sdk.Roles;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>A reputer by its own function in a host, by type, factory or delegate; each for a topic, or from a section of the configuration. It runs as long as the host.</summary>
public static class AlloraReputerFunctionExtensions
{
    /// <summary>Adds a reputer by its own function of a topic, with a type of the host's services.</summary>
    /// <typeparam name="TFunction">From a value of the network to a loss; made for each nonce, it lives until all its values are judged. Registered as scoped or transient, it is made for each call; not registered, there is one for the host's life.</typeparam>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputerFunction<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFunction>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null, string? wallet = null)
        where TFunction : class, IReputerFunction =>
        Add(WorkerRegistration.Service<TFunction>(builder), WorkerPlace.Of(topicId, WorkerPlace.Reputer, wallet), configure, services => ScopedReputer<TFunction>.For(services, builder.Services));

    /// <summary>Adds a reputer by its own function of a topic that a section of the configuration names, with a type of the host's services: the properties of <see cref="WorkerOptions"/> by name, and <c>Wallet</c>. The section's key is the worker's name.</summary>
    /// <typeparam name="TFunction">From a value of the network to a loss; made for each nonce, it lives until all its values are judged. Registered as scoped or transient, it is made for each call; not registered, there is one for the host's life.</typeparam>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora:Workers:btc")</c>. Wrong values and unknown keys stop the host's start.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputerFunction<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFunction>(
        this AlloraBuilder builder, IConfigurationSection section, Action<WorkerOptions>? configure = null)
        where TFunction : class, IReputerFunction =>
        Add(WorkerRegistration.Service<TFunction>(builder), WorkerPlace.Of(section), configure, services => ScopedReputer<TFunction>.For(services, builder.Services));

    /// <summary>Adds a reputer by its own function of a topic, with an object that a factory makes.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="factory">Makes it when the host starts; the host disposes it.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputerFunction(
        this AlloraBuilder builder, ulong topicId, Func<IServiceProvider, IReputerFunction> factory, Action<WorkerOptions>? configure = null, string? wallet = null) =>
        Add(builder, WorkerPlace.Of(topicId, WorkerPlace.Reputer, wallet), configure, WorkerRegistration.Keep(builder, factory));

    /// <summary>Adds a reputer by its own function of a topic that a section of the configuration names, with an object that a factory makes: the properties of <see cref="WorkerOptions"/> by name, and <c>Wallet</c>. The section's key is the worker's name.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora:Workers:btc")</c>. Wrong values and unknown keys stop the host's start.</param>
    /// <param name="factory">Makes it when the host starts; the host disposes it.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputerFunction(
        this AlloraBuilder builder, IConfigurationSection section, Func<IServiceProvider, IReputerFunction> factory, Action<WorkerOptions>? configure = null) =>
        Add(builder, WorkerPlace.Of(section), configure, WorkerRegistration.Keep(builder, factory));

    /// <summary>Adds a reputer by its own function of a topic, with a delegate.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="prepare">Returns the function from a value of the network to a loss.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputerFunction(
        this AlloraBuilder builder, ulong topicId, Func<ReputerContext, CancellationToken, ValueTask<LossFunction>> prepare, Action<WorkerOptions>? configure = null, string? wallet = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(prepare);
        return Add(builder, WorkerPlace.Of(topicId, WorkerPlace.Reputer, wallet), configure, _ => new DelegateReputer(prepare));
    }

    /// <summary>Adds a reputer by its own function of a topic that a section of the configuration names, with a delegate: the properties of <see cref="WorkerOptions"/> by name, and <c>Wallet</c>. The section's key is the worker's name.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora:Workers:btc")</c>. Wrong values and unknown keys stop the host's start.</param>
    /// <param name="prepare">Returns the function from a value of the network to a loss.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputerFunction(
        this AlloraBuilder builder, IConfigurationSection section, Func<ReputerContext, CancellationToken, ValueTask<LossFunction>> prepare, Action<WorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(prepare);
        return Add(builder, WorkerPlace.Of(section), configure, _ => new DelegateReputer(prepare));
    }

    private static AlloraBuilder Add(AlloraBuilder builder, WorkerPlace place, Action<WorkerOptions>? configure, Func<IServiceProvider, IReputerFunction> find) =>
        WorkerRegistration.Add(builder, place, WorkerPlace.Reputer, configure, (services, client, wallet, options) => WorkerRunner.ForReputer(client, wallet, find(services), options));
}
