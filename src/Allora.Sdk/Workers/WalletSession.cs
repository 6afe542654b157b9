using Allora.Sdk.Transactions;
using Allora.Sdk.Transactions.Fees;
using Allora.Sdk.Transactions.Journal;
using Allora.Sdk.Transactions.Sending;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers;

/// <summary>What all workers of one wallet share: its journal, its sender, its settled nonces.</summary>
internal sealed class WalletSession : IAsyncDisposable
{
    // Journals of the first versions did not name the role that a nonce was settled for: there was but one.
    private const string FirstPurpose = "payload";

    private readonly AlloraClient _client;
    private readonly ISubmissionJournal _journal;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Purpose, ulong Topic), SettledNonces> _settled = [];
    private readonly KnownAnswers _answers = new();
    private readonly HashSet<(string Purpose, ulong Topic)> _claims = [];
    private readonly Dictionary<(string Purpose, ulong Topic), List<JournalRecord>> _lives = [];
    private readonly SpendingLedger _spending;
    private readonly SenderCounts _counts = new();
    private readonly SequenceKeeper _keeper;
    private PeriodicTimer? _warmTimer;
    private Task _warming = Task.CompletedTask;

    private WalletSession(AlloraClient client, AlloraWallet wallet, ISubmissionJournal journal, BlockHub blocks, GasPriceCache prices, ILogger logger)
    {
        _client = client;
        _journal = journal;
        Prices = prices;
        Account = new AccountView(client, wallet.Address, logger);
        _spending = new SpendingLedger(client.Time);
        var gas = new GasLedger();
        var fates = new FateKeeper(client, Account, gas, _spending, _counts, journal, logger);
        Sender = new TransactionSender(client, wallet, Account, journal, prices, gas, _spending, _counts, fates, logger);
        Watcher = new InclusionWatcher(client, Sender, Account, fates, blocks, logger);
        _keeper = new SequenceKeeper(Account, Watcher, new GapFiller(client, Sender, Account, logger), blocks, EndedAsync, logger);
        Funds = new WalletFunds(client, wallet.Address);
    }

    public WalletStatistics Statistics => _counts.Current with { SpentToday = _spending.SpentToday, Pending = Account.Pending.Count };

    public AccountView Account { get; }

    public GasPriceCache Prices { get; }

    public TransactionSender Sender { get; }

    public InclusionWatcher Watcher { get; }

    /// <summary>Takes the wallet's lock and reads what earlier runs left.</summary>
    public static async Task<WalletSession> OpenAsync(
        AlloraClient client, AlloraWallet wallet, ISubmissionJournal journal, BlockHub blocks, GasPriceCache prices, ILogger logger, CancellationToken cancellationToken)
    {
        var records = await journal.OpenAsync(client.Network.ChainId, wallet.Address, cancellationToken).ConfigureAwait(false);
        var session = new WalletSession(client, wallet, journal, blocks, prices, logger);
        session.Restore(records, logger);
        session._keeper.Start();
        return session;
    }

    public WalletFunds Funds { get; }

    /// <summary>What a call to a node takes when it goes well.</summary>
    public RecentMinimum FastestRoundTrip { get; } = new();

    /// <summary>The last real predictions, for fallbacks and guards.</summary>
    public LastPredictions LastPredictions { get; } = new();

    public bool IsSettled(IWorkerRole role, ulong topicId, long nonce) => IsSettled(role.Purpose, topicId, nonce);

    public bool IsSettled(string purpose, ulong topicId, long nonce)
    {
        lock (_settled)
            return _settled.TryGetValue((purpose, topicId), out var nonces) && nonces.Contains(nonce);
    }

    /// <summary>Keeps what became of a submission.</summary>
    public ValueTask NoteFollowUpAsync(string purpose, SubmissionFollowUp told) => _journal.AppendAsync(FollowUpJournal.Record(purpose, told, _client.Time.GetUtcNow()));

    /// <summary>The submissions of an earlier run whose lives go on; handed out once.</summary>
    public IReadOnlyList<SubmissionFollowUp> TakeFollowUps(IWorkerRole role, ulong topicId)
    {
        lock (_settled)
        {
            return _lives.Remove((role.Purpose, topicId), out var records)
                ? FollowUpJournal.Open(
                    records.Where(record => record.Kind == JournalRecordKind.Settled), records.Where(record => record.Kind == JournalRecordKind.Followed), role.Actors, Account.Address)
                : [];
        }
    }

    public ValueTask SettleAsync(IWorkerRole role, SubmissionResult result, Prediction? prediction = null) => SettleAsync(role.Purpose, result, prediction);

    /// <summary>Transactions of an earlier run for a role in a topic whose fate is not known; each is handed out once.</summary>
    public IReadOnlyList<PendingTransaction> TakeUnfinished(ulong topicId, IWorkerRole role) => TakeUnfinished(topicId, role.Purpose, role.RegistrationPurpose);

    /// <summary>Transactions of an earlier run for some purposes in a topic whose fate is not known; each is handed out once.</summary>
    public IReadOnlyList<PendingTransaction> TakeUnfinished(ulong topicId, params IReadOnlyList<string> purposes) =>
        _keeper.Take(pending => pending.TopicId == topicId && purposes.Contains(pending.Purpose));

    /// <summary>Whoever followed this transaction stops before its fate is known: it is followed from here.</summary>
    public void Adopt(PendingTransaction transaction) => _keeper.Adopt(transaction);

    /// <summary>Takes a purpose in a topic for one owner alone; false where it has one.</summary>
    public bool TryClaim(string purpose, ulong topicId)
    {
        lock (_lock)
            return _claims.Add((purpose, topicId));
    }

    /// <summary>Gives back what <see cref="TryClaim"/> took.</summary>
    public void Unclaim(string purpose, ulong topicId)
    {
        lock (_lock)
            _claims.Remove((purpose, topicId));
    }

    /// <summary>How the day's budget stands where nothing more can be sent today; null where something can.</summary>
    public string? BudgetExhausted(FeeOptions fees) => _spending.Exhausted(fees.DailyBudget);

    /// <summary>What was learned for a nonce, in this run or an earlier one; null where nothing was.</summary>
    public string? AnswerOf(string purpose, ulong topicId, long nonce) => _answers.Get(purpose, topicId, nonce);

    /// <summary>Keeps what was learned for a nonce, so that it need not be asked again, after a restart neither.</summary>
    public async ValueTask NoteAnswerAsync(string purpose, ulong topicId, long nonce, string answer)
    {
        await _journal.AppendAsync(new JournalRecord
        {
            Kind = JournalRecordKind.Answered,
            Purpose = purpose,
            Time = _client.Time.GetUtcNow(),
            TopicId = topicId,
            Nonce = nonce,
            Value = answer,
        }).ConfigureAwait(false);
        // Who comes later in this session must know it as well as who comes after a restart.
        _answers.Set(purpose, topicId, nonce, answer);
    }

    /// <summary>From now on what a window's answer needs is refreshed by itself, at the shortest interval that a worker of the wallet asks for.</summary>
    public void KeepWarm(TimeSpan interval, ILogger logger)
    {
        lock (_lock)
        {
            if (_warmTimer is { } running)
            {
                if (interval < running.Period)
                    running.Period = interval;
                return;
            }

            _warmTimer = new PeriodicTimer(interval, _client.Time);
            _warming = Task.Run(() => WarmAsync(_warmTimer, logger, _stop.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _keeper.DisposeAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _warming.ConfigureAwait(false);
        _stop.Dispose();
        Funds.Dispose();
        Sender.Dispose();
        Account.Dispose();
        await _journal.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask SettleAsync(string purpose, SubmissionResult result, Prediction? prediction)
    {
        if (!Remember(purpose, result.TopicId, result.Nonce) || result.Status == SubmissionStatus.DryRun)
            return;
        await _journal.AppendAsync(new JournalRecord
        {
            Kind = JournalRecordKind.Settled,
            Purpose = purpose,
            Time = _client.Time.GetUtcNow(),
            TopicId = result.TopicId,
            Nonce = result.Nonce,
            Status = result.Status,
            Hash = result.TransactionHash,
            Height = result.Height,
            Value = result.Value,
            Labels = prediction is { LabelValues.Count: > 0 } ? prediction.LabelValues.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal) : null,
            Fallback = result.Fallback?.Policy,
        }).ConfigureAwait(false);
    }

    // Nobody waited for it, and its nonce, if it has one, must not be answered again.
    private async ValueTask EndedAsync(PendingTransaction transaction, Confirmation fate)
    {
        if (transaction.Nonce == 0 || fate is not InBlock { Receipt: { Error: null } receipt, Included: var included })
            return;
        await SettleAsync(transaction.Purpose, new SubmissionResult
        {
            TopicId = transaction.TopicId,
            Nonce = transaction.Nonce,
            Wallet = Account.Address,
            Status = SubmissionStatus.Included,
            TransactionHash = included.Hash,
            Height = receipt.Height,
            Value = included.Value,
        }, prediction: null).ConfigureAwait(false);
    }

    // Fails quietly: the next round tries again.
    private async Task WarmAsync(PeriodicTimer timer, ILogger logger, CancellationToken stop)
    {
        try
        {
            do
            {
                try
                {
                    // A little under the interval, so that each round really asks, and wallets that share the price ask once.
                    var age = timer.Period * 0.8;
                    await _client.GetSchemaAsync(stop).ConfigureAwait(false);
                    await Prices.RefreshAsync(age, stop).ConfigureAwait(false);
                    await Account.RefreshAsync(age, stop).ConfigureAwait(false);
                }
                catch (AlloraException exception)
                {
                    WorkerLog.WarmFailed(logger, exception.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The last worker of the wallet has ended.
        }
        finally
        {
            timer.Dispose();
        }
    }

    private bool Remember(string purpose, ulong topicId, long nonce)
    {
        lock (_settled)
        {
            if (!_settled.TryGetValue((purpose, topicId), out var nonces))
                _settled.Add((purpose, topicId), nonces = new SettledNonces());
            return nonces.Add(nonce);
        }
    }

    private void Restore(IReadOnlyList<JournalRecord> records, ILogger logger)
    {
        var restored = JournalState.Of(records);
        foreach (var settled in restored.Settled)
        {
            Remember(settled.Purpose ?? FirstPurpose, settled.TopicId, settled.Nonce);
            LastPredictions.Restore(settled.Purpose ?? FirstPurpose, settled);
        }

        foreach (var record in records.Where(record => record.Kind is JournalRecordKind.Settled or JournalRecordKind.Followed))
        {
            var key = (record.Purpose ?? FirstPurpose, record.TopicId);
            if (!_lives.TryGetValue(key, out var life))
                _lives.Add(key, life = []);
            life.Add(record);
        }

        foreach (var answered in restored.Answered)
            _answers.Set(answered.Purpose!, answered.TopicId, answered.Nonce, answered.Value!);
        foreach (var (day, paid) in restored.Spent)
            _spending.Restore(day, paid);
        foreach (var pending in restored.Unresolved)
        {
            Account.Use(pending);
            _counts.Opened(pending);
            _spending.TrySetAside(pending.Root, pending.Fee, budget: null);
            _keeper.Adopt(pending);
            SenderLog.Resumed(logger, pending.Hash, pending.Sequence, pending.TimeoutHeight);
        }
    }
}
