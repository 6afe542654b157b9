using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Files;
using Allora.Cli.Worker.Http;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Losses;
using Allora.Sdk.Roles;

namespace Allora.Cli.Worker;

/// <summary>The runners of a file, with the programs behind them.</summary>
internal sealed class WorkerCrew : IDisposable
{
    private readonly List<IDisposable> _programs = [];
    private readonly AlloraClient _client;
    private readonly WorkerWallets _wallets;

    public WorkerCrew(AlloraClient client, WorkerWallets wallets, WorkerFile file, bool dryRun)
    {
        (_client, _wallets) = (client, wallets);
        Members =
        [
            .. file.Workers.Select(entry => Worker(entry, WorkerSettings.Of(file, entry, dryRun))),
            .. file.Reputers.Select(entry => Reputer(entry, WorkerSettings.Of(file, entry, dryRun))),
        ];
    }

    public IReadOnlyList<CrewMember> Members { get; }

    public void Dispose() => _programs.ForEach(static program => program.Dispose());

    private CrewMember Worker(WorkerEntry entry, WorkerOptions options)
    {
        var wallet = _wallets[entry];
        var model = entry.Endpoint is null && entry.LabelsEndpoint is null ? null : Keep(new HttpModel(entry));
        var forecaster = entry.ForecastEndpoint is null ? null : Keep(new HttpForecaster(entry));
        return (model, forecaster) switch
        {
            (null, not null) => new CrewMember("forecaster", entry.Topic, wallet.Address, WorkerRunner.ForForecaster(_client, wallet, forecaster, options)),
            (not null, not null) => new CrewMember("inferer and forecaster", entry.Topic, wallet.Address, WorkerRunner.ForInfererAndForecaster(_client, wallet, model, forecaster, options)),
            _ => new CrewMember("inferer", entry.Topic, wallet.Address, WorkerRunner.ForInferer(_client, wallet, model!, options)),
        };
    }

    private CrewMember Reputer(ReputerEntry entry, WorkerOptions options)
    {
        var wallet = _wallets[entry];
        var truth = Keep(new HttpTruth(entry));
        var runner = entry.LossService is null
            ? WorkerRunner.ForReputer(_client, wallet, truth, options, LossOf(entry))
            : WorkerRunner.ForReputer(_client, wallet, new ServiceReputer(truth, Keep(new LossService(entry.LossService, entry)), Keep(new LossService(entry.LabelsLossService ?? entry.LossService, entry))), options);
        return new CrewMember("reputer", entry.Topic, wallet.Address, runner);
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
