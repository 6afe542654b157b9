using System.Collections.Concurrent;
using Allora.Sdk.Roles;

namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>Workers whose specifications name one of this process's providers.</summary>
public sealed class FleetProviders : IFleetWorkers
{
    private readonly ConcurrentDictionary<(FleetRole Role, string Name), Func<FleetWorker, AlloraWallet, WorkerRunner>> _makers = new();
    private readonly AlloraClient _client;
    private readonly Func<FleetWorker, WorkerOptions>? _options;

    /// <summary>Creates it without providers.</summary>
    /// <param name="client">The client of all workers.</param>
    /// <param name="options">
    /// Reads the options of a specification; the topic is set afterwards. Default: the options of <see cref="WorkerOptions"/>, and a specification that has options
    /// is not run.
    /// </param>
    public FleetProviders(AlloraClient client, Func<FleetWorker, WorkerOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _options) = (client, options);
    }

    /// <summary>Adds a model of inferences.</summary>
    /// <param name="name">Its name in specifications.</param>
    /// <param name="provider">The model. It serves all workers that name it.</param>
    public FleetProviders Add(string name, IPredictionProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Add(FleetRole.Inferer, name, (worker, wallet) => WorkerRunner.ForInferer(_client, wallet, provider, OptionsOf(worker)));
    }

    /// <summary>Adds a model of forecasts.</summary>
    /// <param name="name">Its name in specifications.</param>
    /// <param name="forecaster">The model. It serves all workers that name it.</param>
    public FleetProviders Add(string name, IForecastProvider forecaster)
    {
        ArgumentNullException.ThrowIfNull(forecaster);
        return Add(FleetRole.Forecaster, name, (worker, wallet) => WorkerRunner.ForForecaster(_client, wallet, forecaster, OptionsOf(worker)));
    }

    /// <summary>Adds models of inferences and forecasts that share transactions.</summary>
    /// <param name="name">Their name in specifications.</param>
    /// <param name="provider">The model of the inferences.</param>
    /// <param name="forecaster">The model of the forecasts.</param>
    public FleetProviders Add(string name, IPredictionProvider provider, IForecastProvider forecaster)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(forecaster);
        return Add(FleetRole.InfererAndForecaster, name, (worker, wallet) => WorkerRunner.ForInfererAndForecaster(_client, wallet, provider, forecaster, OptionsOf(worker)));
    }

    /// <summary>Adds a source of ground truths, for reputers with the topic's own loss.</summary>
    /// <param name="name">Its name in specifications.</param>
    /// <param name="truth">The source. It serves all workers that name it.</param>
    public FleetProviders Add(string name, IGroundTruth truth)
    {
        ArgumentNullException.ThrowIfNull(truth);
        return Add(FleetRole.Reputer, name, (worker, wallet) => WorkerRunner.ForReputer(_client, wallet, truth, OptionsOf(worker)));
    }

    /// <inheritdoc />
    public bool CanRun(FleetWorker worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return _makers.ContainsKey((worker.Role, worker.Provider)) && (_options is not null || worker.Options.Length == 0);
    }

    /// <inheritdoc />
    public WorkerRunner Create(FleetWorker worker, AlloraWallet wallet)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return _makers[(worker.Role, worker.Provider)](worker, wallet);
    }

    /// <inheritdoc />
    public void Ended(FleetWorker worker, WorkerRunner runner, Exception? failure)
    {
        // Providers serve the next runner too.
    }

    private FleetProviders Add(FleetRole role, string name, Func<FleetWorker, AlloraWallet, WorkerRunner> make)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _makers.TryAdd((role, name), make) ? this : throw new ArgumentException($"There is a provider named '{SafeText.Value(name)}' for this role already.", nameof(name));
    }

    private WorkerOptions OptionsOf(FleetWorker worker)
    {
        var options = _options?.Invoke(worker) ?? new WorkerOptions();
        if (options.SubmittedBy is not null)
            throw new AlloraException(AlloraErrorReason.InvalidConfiguration, isTransient: false, $"{nameof(WorkerOptions)}.{nameof(WorkerOptions.SubmittedBy)} cannot be used in a fleet: a member that takes over a wallet could not see what another member's sender has pending, and would pay twice.");
        options.TopicId = worker.TopicId;
        return options;
    }
}
