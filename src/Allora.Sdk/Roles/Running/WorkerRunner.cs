using System.Diagnostics;
using Allora.Sdk.Blocks;
using Allora.Sdk.Chain;
using Allora.Sdk.Rewards;
using Allora.Sdk.Roles.Running;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Loop;
using Allora.Sdk.Workers.Nonces;
using Allora.Sdk.Workers.Telemetry;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk;

/// <summary>
/// Runs one worker: one wallet, one topic, one provider. It hears of windows by events and by asking, predicts, signs, pays, submits, and
/// proves inclusion. Workers of one client share its connections; workers of one wallet share its sender and its journal.
/// </summary>
/// <remarks>Unreachable nodes, missing funds, registration or permission are waiting states (<see cref="Status"/>), never the end. Only a wrong configuration stops it.</remarks>
[DebuggerDisplay("topic {_options.TopicId}, {_wallet.Address,nq}: {Status.State}")]
public sealed partial class WorkerRunner : IAsyncDisposable
{
    private readonly AlloraClient _client;
    private readonly AlloraWallet _wallet;
    private readonly IWorkerRole _role;
    private readonly WorkerOptions _options;
    private readonly ILogger _logger;
    private readonly ResultStream<SubmissionResult> _results;
    private readonly ResultStream<SubmissionFollowUp> _followUps;
    private readonly StatusBoard _status;
    private readonly WorkerTelemetry _telemetry;
    private readonly StandbyLease _standby;
    private readonly RelayWait _relays;
    private readonly IWorkerCompanion? _companion;
    private readonly WorkerObservers _observers;
    private readonly CancellationTokenSource _disposing = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;
    private int _disposed;

    /// <summary>Creates a runner; nothing is asked or opened before <see cref="RunAsync"/>.</summary>
    /// <param name="client">The client; the caller disposes it after the run.</param>
    /// <param name="wallet">The wallet; the caller disposes it after the run.</param>
    /// <param name="provider">The model.</param>
    /// <param name="options">How to work.</param>
    /// <param name="logger">Where to log. Default: the client's loggers.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public WorkerRunner(AlloraClient client, AlloraWallet wallet, IPredictionProvider provider, WorkerOptions options, ILogger? logger = null)
        : this(client, wallet, provider, options, copy => new InfererRole(client, wallet, provider, copy), logger)
    {
    }

    /// <summary>Creates a runner for any role; the role must be of the same wallet and topic.</summary>
    internal WorkerRunner(AlloraClient client, AlloraWallet wallet, IWorkerRole role, WorkerOptions options)
        : this(client, wallet, role, options, _ => role, logger: null)
    {
    }

    // The role is made from the same copy of the options that the loop uses.
    private WorkerRunner(
        AlloraClient client, AlloraWallet wallet, object provider, WorkerOptions given, Func<WorkerOptions, IWorkerRole> createRole, ILogger? logger)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(given);
        var options = given.ValidatedCopy();
        var role = createRole(options);
        (_client, _wallet, _role, _options) = (client, wallet, role, options);
        _logger = logger is null ? client.Loggers.CreateLogger("Allora.Sdk.Worker") : Base.SafeLoggerFactory.Over(logger);
        _results = new ResultStream<SubmissionResult>(options.ResultCapacity);
        _followUps = new ResultStream<SubmissionFollowUp>(options.ResultCapacity);
        _status = new StatusBoard(options.TopicId, client.Time, _logger, NodeOutage.Of(client));
        _observers = new WorkerObservers(options.TopicId, wallet.Address, _logger);
        _status.Changed = _observers.Status;
        _telemetry = new WorkerTelemetry(options.TopicId, wallet.Address, _status, client.Time);
        _standby = new StandbyLease(client, wallet, _status, _telemetry, _logger);
        _relays = new RelayWait(client, _status, _telemetry, _logger);
        if (options.SubmittedBy is not null && role.Side == WindowSide.Reputer)
            throw new ArgumentException($"{nameof(WorkerOptions.SubmittedBy)} is for inferers and forecasters: a reputer's own wallet sends its losses.");
        _companion = AutoStake.For(client, wallet, role, options);
    }

    /// <summary>What the worker is doing, and why.</summary>
    public WorkerStatus Status => _status.Current;

    /// <summary>
    /// The results from this call on: <see cref="SubmissionStatus.Broadcast"/> first, then the terminal one. Any number of readers each get all
    /// of them; the first one also gets those published before it came. A reader that falls <see cref="WorkerOptions.ResultCapacity"/> behind
    /// loses the oldest. Ends when the worker has stopped.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public IAsyncEnumerable<SubmissionResult> ResultsAsync(CancellationToken cancellationToken = default) => _results.ReadAsync(cancellationToken);

    /// <summary>
    /// What becomes of included submissions: active or passive when their window closes, their score and reward when the losses are in, an
    /// epoch or more later. Submissions of earlier runs are among them: the journal keeps them. Ends when the worker has stopped.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<SubmissionFollowUp> FollowUpsAsync(CancellationToken cancellationToken = default) => _followUps.ReadAsync(cancellationToken);

    /// <summary>Runs until stopped. Returns once every nonce in flight has its outcome, or the drain's time is up.</summary>
    /// <param name="stoppingToken">Stops the taking of new windows; what was sent is still confirmed.</param>
    /// <exception cref="AlloraException">
    /// The node is of another chain than the network names (<see cref="AlloraErrorReason.WrongChain"/>), or <see cref="WorkerOptions.AutoStake"/>
    /// names a target that does not exist (<see cref="AlloraErrorReason.InvalidRequest"/>).
    /// </exception>
    /// <exception cref="JournalException">Another process runs this wallet, or the journal cannot be read.</exception>
    /// <exception cref="InvalidOperationException">This runner was started before.</exception>
    public Task RunAsync(CancellationToken stoppingToken = default) => RunUntilAsync(stoppingToken, CancellationToken.None);

    /// <summary>Adds an observer that is called for every result, follow-up and change of state from now on.</summary>
    /// <param name="observer">The observer.</param>
    public void AddObserver(IWorkerObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _observers.Add(observer);
    }

    /// <summary>Stops the worker as a cancelled stopping token does, and waits until it has ended. A runner that was never started ends its results.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            End();
            _ended.TrySetResult();
        }

        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            await _disposing.CancelAsync().ConfigureAwait(false);
        await _ended.Task.ConfigureAwait(false);
        _disposing.Dispose();
    }

    /// <summary>How the worker does, for health checks and dashboards. Asks nothing of the chain.</summary>
    public WorkerHealth GetHealth() => WorkerHealthRules.Judge(Status, _telemetry, _options, UpgradeWatch.Find(_client)?.Planned, WalletRegistry.Of(_client).Height, TimeAfter);

    // A pace of hours, or a height of a node's invention, has no date.
    private DateTimeOffset? TimeAfter(long blocks) =>
        _client.Pace.Interval is { } pace && pace.TotalSeconds * blocks < TimeSpan.FromDays(366).TotalSeconds ? _client.Time.GetUtcNow() + (pace * blocks) : null;

    /// <summary>It will not run: ends its results. Does nothing where it ran.</summary>
    internal void Abandon()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
            return;
        End();
        _ended.TrySetResult();
    }

    /// <summary>Runs until stopped; a drain under way is cut short where its caller can wait no longer.</summary>
    internal async Task RunUntilAsync(CancellationToken stoppingToken, CancellationToken late)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
            throw new InvalidOperationException("A runner runs once: create another to start again.");
        _telemetry.Started();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _disposing.Token);
        try
        {
            await RunOnceAsync(stop.Token, late).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            End(exception.Message);
            throw;
        }
        finally
        {
            End();
            _telemetry.Stopped();
            _ended.TrySetResult();
        }
    }

    private void End(string detail = "")
    {
        if (Status.State != WorkerState.Stopped)
            _status.Set(WorkerState.Stopped, detail);
        _results.Complete();
        _followUps.Complete();
    }

    private async Task RunOnceAsync(CancellationToken stoppingToken, CancellationToken late)
    {
        while (await _standby.LeaseAsync(stoppingToken).ConfigureAwait(false) is { } lease)
        {
            await using (lease.ConfigureAwait(false))
                await RunHeldAsync(lease, stoppingToken, late).ConfigureAwait(false);
            if (!_standby.TakesUpAgain(lease) || stoppingToken.IsCancellationRequested)
                return;
        }
    }

    // A lost session ends the worker as a stop does, and at once: what is in flight is its successor's.
    private async Task RunHeldAsync(WalletLease lease, CancellationToken stoppingToken, CancellationToken late)
    {
        var lost = _standby.LossOf(lease);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lost);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(late, lost);
        if (!await ReachChainAsync(stop.Token).ConfigureAwait(false) || !await _relays.OpenAsync(_options, stop.Token).ConfigureAwait(false))
            return;
        var worker = Assemble(lease);
        if (_options.SubmittedBy is null)
            lease.Session.KeepWarm(_options.WarmInterval, _logger);
        lease.Blocks.Add(_role.Side, _options.TopicId, worker, _options.PollInterval);
        try
        {
            await (_companion is { } companion
                ? companion.RunAlongsideAsync(inner => worker.RunAsync(inner, cut.Token), stop.Token)
                : worker.RunAsync(stop.Token, cut.Token)).ConfigureAwait(false);
        }
        finally
        {
            lease.Blocks.Remove(_role.Side, _options.TopicId, worker);
            await _relays.CloseAsync().ConfigureAwait(false);
        }
    }

    private TopicWorker Assemble(WalletLease lease)
    {
        TopicWorker? worker = null;
        var services = ServicesOf(lease, why => worker!.RequestPoll(why));
        _role.Attach(services);
        _worker = worker = new TopicWorker(services, _status);
        return worker;
    }

    private WorkerServices ServicesOf(WalletLease lease, Action<string> requestPoll) => new()
    {
        Client = _client,
        Wallet = _wallet,
        Options = _options,
        Logger = _logger,
        Session = lease.Session,
        Route = _relays.RouteOf(lease.Session),
        Relay = _relays.Relay,
        Nonces = NonceLedger.Of(lease.Session, _client.Time),
        Blocks = lease.Blocks,
        Predictor = new Predictor(_role, _options, _client.Time, _logger, _telemetry),
        Role = _role,
        ZScore = new ZScoreGuard(_client, _wallet.Address, _options),
        Network = new NetworkGuard(_client, _wallet.Address, _options),
        Telemetry = _telemetry,
        Publish = Publish,
        PublishFollowUp = Publish,
        Pause = _pause,
        RequestPoll = requestPoll,
    };

    private void Publish(SubmissionResult result)
    {
        _telemetry.Published(result);
        _results.Publish(result);
        _observers.Result(result);
        if (result.IsTerminal)
            OutcomeLog.Settled(_logger, result);
    }

    private void Publish(SubmissionFollowUp told)
    {
        _followUps.Publish(told);
        _observers.FollowUp(told);
        WorkerLog.FollowedUp(_logger, told.TopicId, told.Nonce, told.Actor, told.Stage, told.Score?.ToString(), told.Reward?.ToString(), told.Message);
    }

    /// <exception cref="AlloraException">No node serves the chain, or none answered.</exception>
    private async Task RequireChainAsync(CancellationToken cancellationToken)
    {
        var registry = WalletRegistry.Of(_client);
        if (registry.IsRightChain)
            return;
        await _client.Chains.VerifyAsync(cancellationToken).ConfigureAwait(false);
        registry.IsRightChain = true;
    }

    // A node of another chain is a wrong configuration; a node that does not answer is waited for.
    private async Task<bool> ReachChainAsync(CancellationToken stoppingToken)
    {
        while (!WalletRegistry.Of(_client).IsRightChain)
        {
            _telemetry.Heartbeat.Beat();
            try
            {
                await RequireChainAsync(stoppingToken).ConfigureAwait(false);
                break;
            }
            catch (AlloraException exception) when (exception.Reason != AlloraErrorReason.WrongChain)
            {
                _status.Set(WorkerState.WaitingForNode, exception.Message);
                _status.Remind();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return false;
            }

            try
            {
                await Task.Delay(TimeSpan.FromSeconds(2), _client.Time, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return true;
    }
}
