using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk.Alerts;

/// <summary>
/// Sends alerts about workers to a webhook, in the form of Prometheus Alertmanager (version 4) with a <c>text</c> for Slack and Mattermost: once when an
/// alert begins, once when it is over, and again while it goes on (<see cref="AlertOptions.RepeatInterval"/>).
/// </summary>
/// <remarks>
/// No worker waits for the webhook, and nothing is asked of the chain. A request that fails is tried again, first after 1 s, later every 5 min, always with
/// the newest state: an alert that is over before it could be sent is sent once, as resolved. When the run ends, alerts that go on are sent as resolved,
/// since nobody evaluates them any more; this takes at most a second.
/// </remarks>
public sealed class AlloraAlerts
{
    private const string EndDetail = "The process ended: this is not evaluated any more.";

    private readonly AlertOptions _options;
    private readonly Uri _address;
    private readonly Func<IReadOnlyCollection<WorkerRunner>> _workers;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly AlertBoard _board;
    private readonly Dictionary<WorkerRunner, OutcomeWatch> _watched = [];
    private bool _hasFailed;
    private int _started;

    /// <summary>Creates the alerts; nothing is evaluated or sent before <see cref="RunAsync"/>.</summary>
    /// <param name="options">The options, with the webhook.</param>
    /// <param name="workers">Returns the workers that run, which may change. Called with each evaluation. Windows are counted from the first call that returns a worker.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the webhook's file has no address.</exception>
    /// <exception cref="Wallets.WalletException">The webhook's file cannot be read, or others can read it.</exception>
    public AlloraAlerts(AlertOptions options, Func<IReadOnlyCollection<WorkerRunner>> workers, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        options.Validate();
        (_options, _address, _workers, _time) = (options, options.Address(), workers, time ?? TimeProvider.System);
        _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("Allora.Sdk.Alerts");
        _board = new AlertBoard([.. options.LeaveOut], options.RepeatInterval);
    }

    /// <summary>The alerts that go on.</summary>
    public IReadOnlyList<WorkerAlert> Firing => _board.Firing;

    /// <summary>Evaluates and sends until it is stopped.</summary>
    /// <param name="stoppingToken">Ends it, normally.</param>
    /// <exception cref="InvalidOperationException">This object was started before.</exception>
    public async Task RunAsync(CancellationToken stoppingToken = default)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
            throw new InvalidOperationException("Alerts run once: create another object to start again.");
        using var outbox = new AlertOutbox();
        using var sender = new WebhookSender(_address, _options, _time);
        var delivery = new AlertDelivery(outbox, sender, _logger, _time);
        try
        {
            await Task.WhenAll(EvaluateAsync(outbox, stoppingToken), delivery.RunAsync(stoppingToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            outbox.PutLast(_board.End(EndDetail, _time.GetUtcNow()));
            await delivery.EndAsync().ConfigureAwait(false);
        }
    }

    private async Task EvaluateAsync(AlertOutbox outbox, CancellationToken stoppingToken)
    {
        while (true)
        {
            if (outbox.Put(Evaluate()) && outbox.Dropped is var dropped && (dropped & (dropped - 1)) == 0)
                AlertLog.Dropped(_logger, dropped);
            await Task.Delay(_options.EvaluationInterval, _time, stoppingToken).ConfigureAwait(false);
        }
    }

    private IReadOnlyList<WorkerAlert> Evaluate()
    {
        try
        {
            var workers = _workers();
            foreach (var runner in workers.Where(runner => !_watched.ContainsKey(runner)))
                runner.AddObserver(_watched[runner] = new OutcomeWatch(runner, _time));
            foreach (var gone in _watched.Keys.Except(workers).ToList())
                _watched.Remove(gone);
            var changes = _board.Update(AlertRules.Judge(_watched.Values.Select(static watch => watch.Read()), _time.GetUtcNow()), _time.GetUtcNow());
            _hasFailed = false;
            return changes;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The host's own function: one failure is logged until it works again.
            if (!_hasFailed)
                AlertLog.EvaluationFailed(_logger, exception);
            _hasFailed = true;
            return [];
        }
    }
}
