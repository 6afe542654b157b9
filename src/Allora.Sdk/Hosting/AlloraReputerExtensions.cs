using System.Diagnostics.CodeAnalysis;
using Allora.Sdk;
using Allora.Sdk.Hosting;
using Allora.Sdk.Roles;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>A reputer by ground truth in a host, by type, factory or delegate; each for a topic, or from a section of the configuration. It runs as long as the host.</summary>
public static class AlloraReputerExtensions
{
    /// <summary>Adds a reputer by ground truth of a topic, with a type of the host's services.</summary>
    /// <typeparam name="TTruth">The ground truth. Registered as scoped or transient, it is made for each call; not registered, there is one for the host's life.</typeparam>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="loss">The loss. Default: the one that the topic names.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTruth>(
        this AlloraBuilder builder, ulong topicId, ReputerLoss? loss = null, Action<WorkerOptions>? configure = null, string? wallet = null)
        where TTruth : class, IGroundTruth =>
        Add(WorkerRegistration.Service<TTruth>(builder), WorkerPlace.Of(topicId, WorkerPlace.Reputer, wallet), loss, configure, services => ScopedTruth<TTruth>.For(services, builder.Services));

    /// <summary>Adds a reputer by ground truth of a topic that a section of the configuration names, with a type of the host's services: the properties of <see cref="WorkerOptions"/> by name, and <c>Wallet</c>. The section's key is the worker's name.</summary>
    /// <typeparam name="TTruth">The ground truth. Registered as scoped or transient, it is made for each call; not registered, there is one for the host's life.</typeparam>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora:Workers:btc")</c>. Wrong values and unknown keys stop the host's start.</param>
    /// <param name="loss">The loss. Default: the one that the topic names.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTruth>(
        this AlloraBuilder builder, IConfigurationSection section, ReputerLoss? loss = null, Action<WorkerOptions>? configure = null)
        where TTruth : class, IGroundTruth =>
        Add(WorkerRegistration.Service<TTruth>(builder), WorkerPlace.Of(section), loss, configure, services => ScopedTruth<TTruth>.For(services, builder.Services));

    /// <summary>Adds a reputer by ground truth of a topic, with an object that a factory makes.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="factory">Makes it when the host starts; the host disposes it.</param>
    /// <param name="loss">The loss. Default: the one that the topic names.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputer(
        this AlloraBuilder builder, ulong topicId, Func<IServiceProvider, IGroundTruth> factory, ReputerLoss? loss = null, Action<WorkerOptions>? configure = null, string? wallet = null) =>
        Add(builder, WorkerPlace.Of(topicId, WorkerPlace.Reputer, wallet), loss, configure, WorkerRegistration.Keep(builder, factory));

    /// <summary>Adds a reputer by ground truth of a topic that a section of the configuration names, with an object that a factory makes: the properties of <see cref="WorkerOptions"/> by name, and <c>Wallet</c>. The section's key is the worker's name.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora:Workers:btc")</c>. Wrong values and unknown keys stop the host's start.</param>
    /// <param name="factory">Makes it when the host starts; the host disposes it.</param>
    /// <param name="loss">The loss. Default: the one that the topic names.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputer(
        this AlloraBuilder builder, IConfigurationSection section, Func<IServiceProvider, IGroundTruth> factory, ReputerLoss? loss = null, Action<WorkerOptions>? configure = null) =>
        Add(builder, WorkerPlace.Of(section), loss, configure, WorkerRegistration.Keep(builder, factory));

    /// <summary>Adds a reputer by ground truth of a topic, with a delegate.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="truth">The ground truth.</param>
    /// <param name="loss">The loss. Default: the one that the topic names.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <param name="wallet">The name of the wallet (AddWallet); null for the network's own.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputer(
        this AlloraBuilder builder, ulong topicId, Func<ReputerContext, CancellationToken, ValueTask<GroundTruth>> truth, ReputerLoss? loss = null, Action<WorkerOptions>? configure = null, string? wallet = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(truth);
        return Add(builder, WorkerPlace.Of(topicId, WorkerPlace.Reputer, wallet), loss, configure, _ => new DelegateTruth(truth));
    }

    /// <summary>Adds a reputer by ground truth of a topic that a section of the configuration names, with a delegate: the properties of <see cref="WorkerOptions"/> by name, and <c>Wallet</c>. The section's key is the worker's name.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Allora:Workers:btc")</c>. Wrong values and unknown keys stop the host's start.</param>
    /// <param name="truth">The ground truth.</param>
    /// <param name="loss">The loss. Default: the one that the topic names.</param>
    /// <param name="configure">Changes the options; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException">There is such a worker already.</exception>
    public static AlloraBuilder AddAlloraReputer(
        this AlloraBuilder builder, IConfigurationSection section, Func<ReputerContext, CancellationToken, ValueTask<GroundTruth>> truth, ReputerLoss? loss = null, Action<WorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(truth);
        return Add(builder, WorkerPlace.Of(section), loss, configure, _ => new DelegateTruth(truth));
    }

    private static AlloraBuilder Add(AlloraBuilder builder, WorkerPlace place, ReputerLoss? loss, Action<WorkerOptions>? configure, Func<IServiceProvider, IGroundTruth> find) =>
        WorkerRegistration.Add(builder, place, WorkerPlace.Reputer, configure, (services, client, wallet, options) => WorkerRunner.ForReputer(client, wallet, find(services), options, loss));
}
