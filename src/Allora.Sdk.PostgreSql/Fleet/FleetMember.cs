using System.Security.Cryptography;
using System.Text;
using Allora.Sdk.PostgreSql.Leases;
using Allora.Sdk.PostgreSql.Tables;
using Allora.Sdk.Sending.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>
/// One process of a fleet. It claims its share of the wallets whose keys it has, runs their workers, and gives wallets back when it drains or when another
/// member has less to do. Safety is in the leases: a member that lost a wallet's lease signs and sends nothing with it.
/// </summary>
public sealed class FleetMember
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LeavingTime = TimeSpan.FromSeconds(1);

    private readonly string _chain;
    private readonly FleetMemberOptions _options;
    private readonly PostgreSqlJournalOptions _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, AlloraWallet> _wallets;
    private readonly Dictionary<string, DateTimeOffset> _pausedUntil = new(StringComparer.Ordinal);
    private readonly StoreStatements _statements;
    private readonly MemberTable _members;
    private readonly WorkerTable _workers;
    private readonly FleetView _view;
    private readonly FleetJournal _journal;
    private readonly FleetSignals _signals;
    private volatile Dictionary<string, HeldWallet> _held = new(StringComparer.Ordinal);
    private DateTimeOffset? _awaySince;
    private long _beatAt;
    private bool _isKnown;
    private bool _isNameTaken;
    private int _started;

    /// <summary>Creates a member; nothing is queried before <see cref="RunAsync"/>.</summary>
    /// <param name="source">The database of the store. It is not disposed with the member.</param>
    /// <param name="client">The client of all workers of this process: one for each process, so that it has one block subscription.</param>
    /// <param name="options">Keys and providers.</param>
    /// <param name="store">The store's schema and lease time; <see cref="PostgreSqlJournalOptions.Holder"/> is the member's name. Default: the defaults.</param>
    /// <param name="logger">The log. Default: none.</param>
    /// <exception cref="AlloraException">An option is out of its bounds (<see cref="AlloraErrorReason.InvalidConfiguration"/>).</exception>
    /// <exception cref="InvalidOperationException">A wallet has other options already.</exception>
    public FleetMember(NpgsqlDataSource source, AlloraClient client, FleetMemberOptions options, PostgreSqlJournalOptions? store = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        _store = (store ?? new PostgreSqlJournalOptions()).Validated();
        _options = options.Validated(_store.LeaseTime);
        (_chain, _time, _logger) = (client.Network.ChainId, client.Time, logger ?? NullLogger.Instance);
        _statements = new StoreStatements(source, _store.Schema);
        (_members, _workers) = (new MemberTable(_statements, _chain), new WorkerTable(_statements, _chain));
        _view = new FleetView(_members, _workers, new LeaseTable(_statements), _chain);
        _journal = new FleetJournal(_statements, _time);
        _signals = new FleetSignals(_statements, _chain, _time);
        var walletOptions = _options.WalletOptions with { Journal = _journal, Standby = true };
        _wallets = _options.Wallets.ToDictionary(static wallet => wallet.Address, wallet => wallet.WithOptions(walletOptions), StringComparer.Ordinal);
    }

    /// <summary>The member's name.</summary>
    public string Name => _store.Holder;

    /// <summary>The workers that run here at present.</summary>
    public IReadOnlyList<(FleetWorker Worker, WorkerRunner Runner)> Workers => [.. _held.Values.SelectMany(static wallet => wallet.Runners)];

    /// <summary>
    /// Runs until stopped. Then the wallets are given back, within about a quarter of a second, and other members take up from their journals. A store that is away is
    /// waited for; what was claimed runs on until its lease is lost.
    /// </summary>
    /// <param name="stoppingToken">Stops the member.</param>
    /// <exception cref="JournalException">The store's tables are missing or of another version.</exception>
    /// <exception cref="InvalidOperationException">The member was started before.</exception>
    public async Task RunAsync(CancellationToken stoppingToken = default)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
            throw new InvalidOperationException("A member runs once: create another to start again.");
        FleetLog.Joined(_logger, Name, _chain, _wallets.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var listening = _signals.ListenAsync(stop.Token);
        var leases = new LeaseKeeper(_statements, _store, _time);
        await using (leases.ConfigureAwait(false))
        {
            try
            {
                while (!stop.IsCancellationRequested)
                    await _signals.WaitAsync(await TryRoundAsync(leases, stop.Token).ConfigureAwait(false), stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Stopping: the wallets are given back below.
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await LeaveAsync().ConfigureAwait(false);
                await listening.ConfigureAwait(false);
            }
        }
    }

    // Returns the time to the next round.
    private async Task<TimeSpan> TryRoundAsync(LeaseKeeper leases, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_store.LeaseTime, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var next = await RoundAsync(leases, limit.Token).ConfigureAwait(false);
            if (_awaySince is { } since)
                FleetLog.StoreBack(_logger, (_time.GetUtcNow() - since).TotalSeconds);
            _awaySince = null;
            return next;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege && !_isKnown)
        {
            throw StoreErrors.Unavailable("The fleet cannot be joined", exception);
        }
        catch (Exception exception) when (exception is NpgsqlException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            if (_awaySince is null)
                FleetLog.StoreAway(_logger, exception is NpgsqlException failed ? StoreErrors.Unavailable($"The member {Name} cannot use it", failed).Message : "it does not answer.");
            _awaySince ??= _time.GetUtcNow();
            return RetryPause;
        }
    }

    private async Task<TimeSpan> RoundAsync(LeaseKeeper leases, CancellationToken cancellationToken)
    {
        var poll = _options.PollInterval ?? _store.RenewInterval;
        Sweep();
        await _view.RefreshAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (address, wallet) in _held)
            wallet.Update(_view.Workers.GetValueOrDefault(address) ?? []);
        var (isNew, drains) = await BeatAsync(cancellationToken).ConfigureAwait(false);
        if (drains is null)
            return poll;
        // Others may be as new, as after an outage of the store: the plan is made when all have been seen.
        if (isNew)
            return SettlingTime;
        var moment = await _view.ReadAsync(cancellationToken).ConfigureAwait(false);
        var plan = _view.Plan(moment);
        GiveBack(plan, drains == true);
        if (drains == false)
            await ClaimAsync(leases, plan, moment, cancellationToken).ConfigureAwait(false);
        return poll;
    }

    private async Task<(bool IsNew, bool? Drains)> BeatAsync(CancellationToken cancellationToken)
    {
        var able = _view.Workers.Where(wallet => _wallets.ContainsKey(wallet.Key) && !IsPaused(wallet.Key) && wallet.Value.All(_options.Workers.CanRun)).Select(static wallet => wallet.Key).Order(StringComparer.Ordinal).ToList();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', able))))[..16];
        var sentAt = _time.GetTimestamp();
        var drains = await _members.BeatAsync(Name, _instance, able, hash, _store.LeaseTime, cancellationToken).ConfigureAwait(false);
        if (drains is null && !_isNameTaken)
            FleetLog.NameTaken(_logger, Name);
        _isNameTaken = drains is null;
        var isNew = drains is not null && (!_isKnown || _time.GetElapsedTime(_beatAt) > _store.LeaseTime / 2);
        if (drains is not null)
            (_isKnown, _beatAt) = (true, sentAt);
        if (isNew)
            await _workers.NotifyAsync(cancellationToken).ConfigureAwait(false);
        return (isNew, drains);
    }

    private void GiveBack(Dictionary<string, string> plan, bool drains)
    {
        foreach (var (address, wallet) in _held.Where(static one => !one.Value.IsStopping))
        {
            var target = plan.GetValueOrDefault(address);
            if (target == Name || (target is null && !drains))
                continue;
            FleetLog.GivingBack(_logger, address, target is null ? "this member drains" : $"{target} runs it next");
            wallet.Stop();
        }
    }

    private async Task ClaimAsync(LeaseKeeper leases, Dictionary<string, string> plan, FleetMoment moment, CancellationToken cancellationToken)
    {
        var wanted = plan.Where(one => one.Value == Name && !_held.ContainsKey(one.Key) && moment.HolderOf(one.Key) is null).Select(static one => one.Key).ToList();
        if (wanted.Count == 0)
            return;
        var claimed = await leases.ClaimAsync(_chain, wanted, [.. wanted.Where(address => !moment.Leases.ContainsKey(address))], cancellationToken).ConfigureAwait(false);
        var held = new Dictionary<string, HeldWallet>(_held, StringComparer.Ordinal);
        foreach (var lease in claimed)
        {
            var workers = _view.Workers[lease.Key.Wallet];
            FleetLog.Claimed(_logger, lease.Key.Wallet, lease.Fence, workers.Count);
            var wallet = held[lease.Key.Wallet] = new HeldWallet(_wallets[lease.Key.Wallet], lease, _journal, _options.Workers, _signals.Wake, _logger);
            wallet.Start(workers);
        }

        _held = held;
    }

    // Wallets that have ended; one whose workers all failed is left to others for a while.
    private void Sweep()
    {
        var ended = _held.Where(static one => one.Value.HasEnded).ToList();
        if (ended.Count == 0)
            return;
        foreach (var (address, wallet) in ended)
        {
            FleetLog.GivenBack(_logger, address);
            if (wallet.HasFailed)
                _pausedUntil[address] = _time.GetUtcNow() + _options.FailurePause;
        }

        _held = _held.Where(static one => !one.Value.HasEnded).ToDictionary(StringComparer.Ordinal);
    }

    private bool IsPaused(string address) => _pausedUntil.TryGetValue(address, out var until) && _time.GetUtcNow() < until;

    // Draining first: freed wallets are then planned for others.
    private async Task LeaveAsync()
    {
        var held = _held.Values.ToList();
        await TryAsync(limit => _members.DrainAsync(Name, drains: true, _instance, limit)).ConfigureAwait(false);
        await Task.WhenAll(held.Select(static wallet => wallet.DisposeAsync().AsTask())).ConfigureAwait(false);
        _held = new Dictionary<string, HeldWallet>(StringComparer.Ordinal);
        await TryAsync(limit => _members.LeaveAsync(Name, _instance, limit)).ConfigureAwait(false);
        await TryAsync(_workers.NotifyAsync).ConfigureAwait(false);
        FleetLog.Left(_logger, Name);
    }

    // Without the store the rows run out by themselves.
    private async Task TryAsync(Func<CancellationToken, Task> work)
    {
        if (!_isKnown)
            return;
        try
        {
            using var limit = new CancellationTokenSource(LeavingTime, _time);
            await work(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            // The next sign of life is missing soon.
        }
    }
}
