using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Http;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Losses;
using Allora.Sdk.Roles;

namespace Allora.Cli.Worker;

/// <summary>The runner of one entry, with the connections to the programs behind it.</summary>
internal sealed class EntryRunner : IDisposable
{
    private readonly List<IDisposable> _programs = [];
    private readonly AlloraClient _client;
    private readonly AlloraWallet _wallet;

    public EntryRunner(AlloraClient client, AlloraWallet wallet, ModelEntry entry, WorkerOptions options)
    {
        (_client, _wallet) = (client, wallet);
        Member = entry is ReputerEntry reputer ? Reputer(reputer, options) : Worker((WorkerEntry)entry, options);
    }

    public CrewMember Member { get; }

    public void Dispose() => _programs.ForEach(static program => program.Dispose());

    private CrewMember Worker(WorkerEntry entry, WorkerOptions options)
    {
        var model = entry.Endpoint is null && entry.LabelsEndpoint is null ? null : Keep(new HttpModel(entry));
        var forecaster = entry.ForecastEndpoint is null ? null : Keep(new HttpForecaster(entry));
        return (model, forecaster) switch
        {
            (null, not null) => new CrewMember("forecaster", entry.Topic, _wallet.Address, WorkerRunner.ForForecaster(_client, _wallet, forecaster, options)),
            (not null, not null) => new CrewMember("inferer and forecaster", entry.Topic, _wallet.Address, WorkerRunner.ForInfererAndForecaster(_client, _wallet, model, forecaster, options)),
            _ => new CrewMember("inferer", entry.Topic, _wallet.Address, WorkerRunner.ForInferer(_client, _wallet, model!, options)),
        };
    }

    private CrewMember Reputer(ReputerEntry entry, WorkerOptions options)
    {
        var truth = Keep(new HttpTruth(entry));
        var runner = entry.LossService is null
            ? WorkerRunner.ForReputer(_client, _wallet, truth, options, LossOf(entry))
            : WorkerRunner.ForReputer(_client, _wallet, new ServiceReputer(truth, Keep(new LossService(entry.LossService, entry)), Keep(new LossService(entry.LabelsLossService ?? entry.LossService, entry))), options);
        return new CrewMember("reputer", entry.Topic, _wallet.Address, runner);
    }

    // Null: the topic's own loss.
    private static ReputerLoss? LossOf(ReputerEntry entry) =>
        entry.LabelsLoss is { } labels ? ReputerLoss.MeanOverLabels(LossCatalog.Find(labels))
        : entry.Loss is { } name ? ReputerLoss.Of(name)
        : null;

    private T Keep<T>(T program)
        where T : IDisposable
    {
        _programs.Add(program);
        return program;
    }
}
