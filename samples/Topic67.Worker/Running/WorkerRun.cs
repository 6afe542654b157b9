using System.Diagnostics;
using Allora.Sdk;
using Allora.Sdk.Alerts;
using Microsoft.Extensions.Logging;
using Topic67.Forecasting;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Chain;
using Topic67.Worker.Logs;
using Topic67.Worker.Market;
using Topic67.Worker.Models;
using Topic67.Worker.Reporting;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Running;

/// <summary>One run from the connection to the summary. After a stop no window is accepted; those in flight are finished.</summary>
internal sealed class WorkerRun : IDisposable
{
    // A window's end cuts a prediction short; no window is longer.
    private static readonly TimeSpan LongestPrediction = TimeSpan.FromDays(1);

    private readonly WorkerSettings _settings;
    private readonly StateFolder _folder;
    private readonly Journalist _journalist;
    private readonly AlloraWallet _wallet;
    private readonly EmbeddedChain? _embedded;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly ILoggerFactory _loggers;
    private readonly Topic67Forecaster _forecaster;
    private readonly WindowBook _book;
    private readonly RunReport _report = new();
    private string _why = "asked to stop";

    public WorkerRun(WorkerSettings settings, StateFolder folder, Journalist journalist, AlloraWallet wallet, EmbeddedChain? embedded, TimeProvider time)
    {
        (_settings, _folder, _journalist, _embedded, _time) = (settings, folder, journalist, embedded, time);
        _wallet = wallet.WithOptions(new WalletOptions { StateFolder = settings.IsEmbedded ? folder.Path : settings.StateFolder, DailyBudget = settings.DailyBudget });
        _loggers = LoggerFactory.Create(logging => logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(settings.Verbose ? LogLevel.Information : LogLevel.Warning)
            .AddFilter("Grpc", LogLevel.Warning)
            .AddFilter("Microsoft", LogLevel.Warning));
        _forecaster = new Topic67Forecaster(settings.Forecaster);
        _book = new WindowBook(journalist, time);
    }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var asked = cancellationToken.Register(() => End("asked to stop"));
        var client = new AlloraClient(_settings.Network ?? _embedded!.Network, new AlloraClientOptions { LoggerFactory = _loggers, TimeProvider = _time });
        await using (client.ConfigureAwait(false))
        {
            var requests = StopRequest.WatchAsync(_folder, End, _time, _stop.Token);
            try
            {
                await RunOnAsync(client).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Stopped before the first window.
            }
            finally
            {
                await _stop.CancelAsync().ConfigureAwait(false);
                await requests.ConfigureAwait(false);
            }
        }

        foreach (var line in _report.Summary(Process.GetCurrentProcess().WorkingSet64))
            _journalist.Say(line);
        _journalist.Tell("shutdown", $"stopped: {_why}", ("windows", _report.Windows), ("included", _report.Included), ("missed", _report.Missed));
        return _settings.Windows is not null && _report.Missed > 0 ? 1 : 0;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _loggers.Dispose();
    }

    private async Task RunOnAsync(AlloraClient client)
    {
        using var own = ModelFactory.Open(_settings.Model) is { } model ? new OwnForecaster(model, _settings, _time) : null;
        var start = new StartUp(_settings, client, _wallet, _journalist, _time);
        var history = new History(_folder);
        _book.Restore(history);
        var heart = new Heartbeat(_settings, _folder, client, _journalist, _book, _forecaster, _time, End) { Now = start.First(_wallet.Address, own?.Name ?? "built in") };
        heart.Write();
        var connected = await start.ConnectAsync(failure => Connecting(heart, failure), _stop.Token).ConfigureAwait(false);
        var chainTime = _embedded is not null ? EmbeddedChain.FirstNonceTime(_settings) - _settings.Step : connected;
        var market = MarketSetup.Open(_settings, _folder.Prices, chainTime, _time);
        ForecasterStore.Restore(_forecaster, _folder, market.Source);
        using var feed = new PriceFeed(market, _forecaster, _book.Warn);
        heart.Feed = feed;
        using var faucet = FaucetRequests.Open(_settings, client.Network, _wallet.Address, _journalist, _time);
        heart.Faucet = faucet;
        heart.Now = heart.Now with { State = "Starting", Detail = "", Prices = market.Source.Name, Origin = market.Origin };
        // An active period follows the chain's clock, which must run for it to begin.
        if (_embedded is not null && _settings.Period.IsSet)
            _embedded.Begin();
        await WaitForPeriodAsync(heart).ConfigureAwait(false);
        await WarmUpAsync(feed, market, chainTime).ConfigureAwait(false);

        using var listening = new CancellationTokenSource();
        var watch = new ChainWatch(client, _settings.TopicId, _book, heart.EventsLost, heart.EventsRestored);
        var watching = watch.RunAsync(listening.Token);
        await start.SubscribedAsync(watch, _stop.Token).ConfigureAwait(false);
        var warming = market.IsLive ? new PriceWarmer(feed, _book.Warn, Save, _time).RunAsync(listening.Token) : Task.CompletedTask;
        var beating = heart.RunAsync(listening.Token);
        try
        {
            await WorkAsync(client, heart, history, new Topic67Provider(feed, _forecaster, _book, _settings, own, heart.TimeUntil, _time)).ConfigureAwait(false);
        }
        finally
        {
            await listening.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(watching, warming, beating).ConfigureAwait(false);
            heart.Now = heart.Now with { State = "Stopped", Detail = _why };
            heart.Write();
            Save();
        }
    }

    private void Connecting(Heartbeat heart, string? failure)
    {
        if (failure is null)
            heart.NodeAnswered();
        else
            heart.NodeFailed(failure);
        heart.Now = heart.Now with { Detail = failure ?? "" };
        heart.Write();
        _journalist.Settle();
    }

    private async Task WorkAsync(AlloraClient client, Heartbeat heart, History history, Topic67Provider provider)
    {
        var options = new WorkerOptions { TopicId = _settings.TopicId, DryRun = _settings.DryRun, Fees = _settings.Fees, PredictionTimeout = LongestPrediction };
        var runner = new WorkerRunner(client, _wallet, provider, options);
        heart.Runner = runner;
        var results = TakeAsync(runner);
        var followUps = FollowAsync(runner);
        using var reconciling = new CancellationTokenSource();
        var reconciled = new Reconciliation(_settings, client, _wallet.Address, _journalist, _book, history.LastNonce, _time).RunAsync(reconciling.Token);
        var alerting = _settings.AlertWebhook is { } webhook
            ? new AlloraAlerts(new AlertOptions { Webhook = webhook }, () => [runner], _loggers, _time).RunAsync(reconciling.Token)
            : Task.CompletedTask;
        _journalist.Say("waiting for windows");
        var running = runner.RunAsync(_stop.Token);
        var beginning = _embedded is null ? Task.CompletedTask : _embedded.BeginAsync(runner, CancellationToken.None);
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (AlloraException failure)
        {
            // A worker stops by itself only if its configuration is wrong; the message is for the user.
            throw DiskFull.Is(failure) ? new UnusableStateException(failure.Message) : new ConfigurationException(failure.Message);
        }
        finally
        {
            // They end with the worker, if it was stopped or stopped by itself.
            await results.ConfigureAwait(false);
            await followUps.ConfigureAwait(false);
            await reconciling.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(reconciled, alerting).ConfigureAwait(false);
            await beginning.ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(WorkerRunner runner)
    {
        await foreach (var followUp in runner.FollowUpsAsync(CancellationToken.None).ConfigureAwait(false))
            _book.Followed(followUp);
    }

    private async Task TakeAsync(WorkerRunner runner)
    {
        await foreach (var result in runner.ResultsAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (_report.Windows >= _settings.Windows)
                continue;
            _book.Took(result);
            if (!result.IsTerminal)
                continue;
            _report.Add(result);
            if (_report.Windows >= _settings.Windows)
                End($"{_report.Windows} windows are settled");
        }
    }

    private async Task WaitForPeriodAsync(Heartbeat heart)
    {
        var told = false;
        while (await heart.AskAsync(_stop.Token).ConfigureAwait(false) is var now && (now is null || _settings.Period.IsBefore(now.Value)))
        {
            if (!told && now is not null)
                _journalist.Tell("info", $"waiting for the start of the {_settings.Period}", ("chain_time", now));
            told |= now is not null;
            heart.Now = heart.Now with { State = "WaitingForPeriod", WaitsForPeriod = true };
            heart.Write();
            await Task.Delay(_settings.IsDevNet ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromSeconds(15), _time, _stop.Token).ConfigureAwait(false);
        }

        heart.Now = heart.Now with { State = "Starting", WaitsForPeriod = false };
        heart.Write();
        _stop.Token.ThrowIfCancellationRequested();
    }

    // The history is read and the first fit is made before the first window, not in it.
    private async Task WarmUpAsync(PriceFeed feed, MarketSetup market, DateTimeOffset at)
    {
        try
        {
            // Live sources are read in parallel with the worker: the first window must not wait for a year of history.
            if (!market.IsLive)
                await feed.CatchUpAsync(at, _stop.Token).ConfigureAwait(false);
        }
        catch (PriceSourceException exception) when (_settings.PriceFile is not null)
        {
            throw new ConfigurationException(exception.Message);
        }
    }

    private void Save() => ForecasterStore.Save(_forecaster, _folder, _book.Warn);

    private void End(string why)
    {
        if (_stop.IsCancellationRequested)
            return;
        _why = why;
        _journalist.Say($"stopping: {why}; windows in flight are finished first");
        _stop.Cancel();
    }
}
