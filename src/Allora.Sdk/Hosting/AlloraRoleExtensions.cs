using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Allora.Sdk.Roles;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Allora.Sdk.Hosting;

/// <summary>Forecasters and reputers in a generic host, in addition to <see cref="AlloraWorkerExtensions"/>.</summary>
public static class AlloraRoleExtensions
{
    /// <summary>Adds a forecaster of a topic; it runs as long as the host.</summary>
    /// <typeparam name="TForecaster">The model. If registered as scoped or transient, it is created for each forecast; if not registered, there is one for the host's life.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the worker's options.</param>
    /// <param name="wallet">The name of the wallet (<see cref="AlloraWalletExtensions.AddWallet"/>); null for the one of UseWallet.</param>
    public static AlloraBuilder AddAlloraForecaster<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TForecaster>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null, string? wallet = null)
        where TForecaster : class, IForecastProvider =>
        builder.AddRole<TForecaster>(topicId, "worker", configure, wallet, (services, client, signer, options) => WorkerRunner.ForForecaster(
            client, signer, ScopedForecaster<TForecaster>.For(services, builder.Services), options));

    /// <summary>Adds a worker that is inferer and forecaster of a topic, in one transaction.</summary>
    /// <typeparam name="TProvider">The model of the inferences, with a lifetime as in <see cref="AlloraWorkerExtensions"/>.</typeparam>
    /// <typeparam name="TForecaster">The model of the forecasts; may be the same type. If that is scoped, inference and forecast come from two objects.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the worker's options.</param>
    /// <param name="wallet">The name of the wallet (<see cref="AlloraWalletExtensions.AddWallet"/>); null for the one of UseWallet.</param>
    public static AlloraBuilder AddAlloraWorker<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TForecaster>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null, string? wallet = null)
        where TProvider : class, IPredictionProvider
        where TForecaster : class, IForecastProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TProvider>();
        return builder.AddRole<TForecaster>(topicId, "worker", configure, wallet, (services, client, signer, options) => WorkerRunner.ForInfererAndForecaster(
            client, signer, ScopedProvider<TProvider>.For(services, builder.Services), ScopedForecaster<TForecaster>.For(services, builder.Services), options));
    }

    /// <summary>Adds a reputer of a topic that judges by the ground truth; it runs as long as the host.</summary>
    /// <typeparam name="TTruth">The source of the ground truth. If registered as scoped or transient, it is created for each query; if not registered, there is one for the host's life.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="loss">The loss. Default: the one that the topic names.</param>
    /// <param name="configure">Changes the options, such as <see cref="WorkerOptions.MinimumStake"/>.</param>
    /// <param name="wallet">The name of the wallet (<see cref="AlloraWalletExtensions.AddWallet"/>); null for the one of UseWallet.</param>
    public static AlloraBuilder AddAlloraReputer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTruth>(
        this AlloraBuilder builder, ulong topicId, ReputerLoss? loss = null, Action<WorkerOptions>? configure = null, string? wallet = null)
        where TTruth : class, IGroundTruth =>
        builder.AddRole<TTruth>(topicId, "reputer", configure, wallet, (services, client, signer, options) => WorkerRunner.ForReputer(
            client, signer, ScopedTruth<TTruth>.For(services, builder.Services), options, loss));

    /// <summary>Adds a reputer of a topic that judges by a function of its own; it runs as long as the host.</summary>
    /// <typeparam name="TFunction">From a value of the network to a loss. If registered as scoped or transient, it is created for each nonce and lives until all its values are judged.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Changes the options, such as <see cref="WorkerOptions.MinimumStake"/>.</param>
    /// <param name="wallet">The name of the wallet (<see cref="AlloraWalletExtensions.AddWallet"/>); null for the one of UseWallet.</param>
    public static AlloraBuilder AddAlloraReputerFunction<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFunction>(
        this AlloraBuilder builder, ulong topicId, Action<WorkerOptions>? configure = null, string? wallet = null)
        where TFunction : class, IReputerFunction =>
        builder.AddRole<TFunction>(topicId, "reputer", configure, wallet, (services, client, signer, options) => WorkerRunner.ForReputer(
            client, signer, ScopedReputer<TFunction>.For(services, builder.Services), options));

    private static AlloraBuilder AddRole<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRole>(
        this AlloraBuilder builder,
        ulong topicId,
        string role,
        Action<WorkerOptions>? configure,
        string? wallet,
        Func<IServiceProvider, AlloraClient, AlloraWallet, WorkerOptions, WorkerRunner> create)
        where TRole : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (topicId == 0)
            throw new ArgumentException($"{nameof(WorkerOptions.TopicId)} is not set: name the topic to answer, for example 67.", nameof(topicId));
        builder.Services.TryAddSingleton<TRole>();
        var name = topicId.ToString(CultureInfo.InvariantCulture) + (role == "worker" ? "" : $"/{role}") + (wallet is null ? "" : $"/{wallet}");
        return builder.AddWorker(
            name,
            role,
            null,
            wallet,
            options =>
            {
                options.TopicId = topicId;
                configure?.Invoke(options);
            },
            create);
    }
}
