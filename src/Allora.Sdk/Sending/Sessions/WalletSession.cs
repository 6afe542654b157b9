using Allora.Sdk.Base;
using Allora.Sdk.Blocks;
using Allora.Sdk.Sending.Bundles;
using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Uses;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>Shared by all senders of one wallet: its journal, its one sender, its pending transactions.</summary>
internal sealed class WalletSession : IAsyncDisposable
{
    private readonly AlloraClient _client;
    private readonly Lock _lock = new();
    private readonly HashSet<(string Purpose, ulong Topic)> _claims = [];
    private readonly SpendingLedger _spending;
    private readonly GasPriceCache _prices;
    private readonly GasLedger _gas = new();
    private readonly SenderCounts _counts = new();
    private readonly InclusionWatcher _watcher;
    private readonly SequenceKeeper _keeper;
    private readonly WarmUp _warmUp;
    private readonly SequenceUses _uses;
    private readonly KeyUse _keyUse;
    private readonly List<JournalRecord> _settled = [];
    private IReadOnlyDictionary<(string Purpose, ulong TopicId, long Nonce), (string Hash, long Height)> _included = new Dictionary<(string, ulong, long), (string, long)>();
    private Func<JournalRecord, bool>? _onSettled;

    private WalletSession(
        AlloraClient client, AlloraWallet wallet, WalletOptions options, WalletJournal journal, BlockHub blocks, GasPriceCache prices, ILogger logger)
    {
        _client = client;
        Journal = journal;
        Blocks = blocks;
        Options = options;
        Bundles = new BundleBook(wallet, journal, client.Time);
        _uses = new SequenceUses();
        _keyUse = new KeyUse(client, wallet, options, journal, _uses, logger);
        Account = new AccountView(client, wallet.Address, _uses, logger);
        _spending = new SpendingLedger(client.Time, options.DailyBudgetOn(client.Network));
        _prices = prices;
        var outcomes = new OutcomeRecorder(client, Account, prices, _gas, _spending, _counts, journal, logger);
        Sender = new TransactionSender(client, wallet, options.FeeGranter, Account, journal, prices, _gas, _spending, _counts, outcomes, journal.MayLackRecords ? new CatchUp(blocks, Account, logger) : null, logger);
        _watcher = new InclusionWatcher(client, Sender, Account, outcomes, blocks, logger);
        _keeper = new SequenceKeeper(Account, _watcher, new GapFiller(client, Sender, Account, logger), blocks, EndedAsync, logger);
        _warmUp = new WarmUp(client, prices, Account, _keyUse);
        Funds = new WalletFunds(client, wallet.Address);
    }

    public WalletStatistics Statistics => _counts.Current with { SpentToday = _spending.SpentToday, DailyBudget = _spending.Budget, Pending = Account.Pending.Count };

    /// <summary>How many times transactions were about to be sent: it only grows.</summary>
    public long Broadcasts => _counts.Broadcasts;

    /// <summary>The options with which the wallet was opened.</summary>
    public WalletOptions Options { get; }

    public AccountView Account { get; }

    /// <summary>Whether the wallet's journal is no longer held.</summary>
    public bool IsLost => Journal.Lost.IsCancellationRequested;

    public BlockHub Blocks { get; }

    public TransactionSender Sender { get; }

    public WalletFunds Funds { get; }

    /// <summary>The signed bundles of this run and earlier ones.</summary>
    public BundleBook Bundles { get; }

    /// <summary>State of upper layers that lives as long as this session.</summary>
    public Attachments Attachments { get; } = new();

    /// <summary>The shortest duration of a call to a node.</summary>
    public RecentMinimum FastestRoundTrip { get; } = new();

    /// <summary>Takes the wallet's lock and reads the journal of earlier runs.</summary>
    public static async Task<WalletSession> OpenAsync(
        AlloraClient client, AlloraWallet wallet, WalletOptions options, BlockHub blocks, GasPriceCache prices, ILogger logger, CancellationToken cancellationToken)
    {
        var key = new JournalKey { ChainId = client.Network.ChainId, Wallet = wallet.Address };
        var journal = await options.CreateJournal().OpenAsync(key, cancellationToken).ConfigureAwait(false);
        try
        {
            var records = JournalMoves.Require(journal.Records, key);
            var session = new WalletSession(client, wallet, options, new WalletJournal(journal), blocks, prices, logger);
            session.Restore(records, logger);
            session._keeper.Start();
            return session;
        }
        catch
        {
            await journal.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Gets the journal's records about nonces, oldest first; once. From then on <paramref name="onSettled"/> is called for each nonce that a
    /// transaction without a caller settled, and returns false if the nonce was settled before.
    /// </summary>
    public IReadOnlyList<JournalRecord> TakeNonceRecords(Func<JournalRecord, bool> onSettled)
    {
        lock (_lock)
        {
            _onSettled = onSettled;
            IReadOnlyList<JournalRecord> records = [.. _settled];
            _settled.Clear();
            return records;
        }
    }

    /// <summary>A token that is cancelled when the wallet's journal is no longer held.</summary>
    public CancellationToken WhenLost() => Journal.Lost;

    /// <summary>The wallet's journal, for records of nonces.</summary>
    public WalletJournal Journal { get; }

    /// <summary>The transaction of an earlier run with a purpose's payload for a nonce that a block took, in case it was not settled; null if there is none.</summary>
    public (string Hash, long Height)? IncludedBefore(string purpose, ulong topicId, long nonce) =>
        _included.TryGetValue((purpose, topicId, nonce), out var found) ? found : null;

    /// <summary>Gets pending transactions of an earlier run for some purposes in a topic; each is returned once.</summary>
    public IReadOnlyList<PendingTransaction> TakeUnfinished(ulong topicId, params IReadOnlyList<string> purposes) =>
        _keeper.Take(pending => pending.TopicId == topicId && purposes.Contains(pending.Purpose));

    /// <summary>Gets those pending transactions of an earlier run that are wanted; each is returned once.</summary>
    public IReadOnlyList<PendingTransaction> TakeUnfinished(Func<PendingTransaction, bool> wanted) => _keeper.Take(wanted);

    /// <summary>Follows a transaction from here on, because its caller stopped before the outcome was known.</summary>
    public void Adopt(PendingTransaction transaction) => _keeper.Adopt(transaction);

    /// <summary>
    /// Follows a transaction until its outcome is known; the only way to wait for one. If the caller stops waiting, for whatever reason, the
    /// transaction is adopted: its outcome is still counted, journaled and taken off the budget.
    /// </summary>
    public async Task<Confirmation> FollowAsync(PendingTransaction transaction, bool sendAtOnce, bool mayReplace, CancellationToken cancellationToken)
    {
        try
        {
            return await _watcher.WatchAsync(transaction, sendAtOnce, mayReplace, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Adopt(transaction);
            throw;
        }
    }

    /// <summary>Reserves a purpose in a topic for one owner; false if it has one.</summary>
    public bool TryClaim(string purpose, ulong topicId)
    {
        lock (_lock)
            return _claims.Add((purpose, topicId));
    }

    /// <summary>Ends a reservation made by <see cref="TryClaim"/>.</summary>
    public void Unclaim(string purpose, ulong topicId)
    {
        lock (_lock)
            _claims.Remove((purpose, topicId));
    }

    /// <summary>What shows that the wallet's key is used elsewhere; null if nothing does. Then nothing is signed, sent or paid.</summary>
    public string? UsedElsewhere => Journal.Stopped;

    /// <summary>A transaction shows that the key is used elsewhere: all payments of this wallet stop, unless the options accept it.</summary>
    public ValueTask StopPayingAsync(ForeignUse use) => _keyUse.FoundAsync(use);

    /// <summary>Whether a transaction was signed here.</summary>
    public bool IsOwn(string hash) => _uses.IsOwn(hash);

    /// <summary>The state of the daily budget if nothing more can be sent today; null otherwise.</summary>
    public string? BudgetExhausted => _spending.Exhausted();

    /// <summary>Why the wallet can pay for nothing now; null if it can.</summary>
    /// <exception cref="AlloraException">No node answered.</exception>
    public async ValueTask<Refused?> LackAsync(CancellationToken cancellationToken)
    {
        if (_spending.Exhausted() is { } spent)
            return Lack(AlloraErrorReason.BudgetSpent, spent);
        return Funds.IsEmpty && Options.FeeGranter is null && await Funds.IsStillEmptyAsync(cancellationToken).ConfigureAwait(false)
            ? Lack(AlloraErrorReason.InsufficientFunds, $"{Account.Address} has no {_client.Network.Denom} for fees")
            : null;

        static Refused Lack(AlloraErrorReason reason, string why) => new(reason, SubmissionStage.Prediction, $"Nothing was sent: {why}", IsTransient: true);
    }

    /// <summary>The limit that forbids the fee of a transaction of this purpose at the chain's present price, its own or that of the day; null if none does.</summary>
    public async Task<Refused?> AboveLimitAsync(FeeOptions fees, string purpose, CancellationToken cancellationToken)
    {
        try
        {
            var price = await _prices.GetAsync(acceptsJump: true, cancellationToken).ConfigureAwait(false);
            var quote = FeeQuote.For(_gas.Expected(purpose) ?? GasLedger.Usual, price, _client.Network.GasPriceFloor, fees);
            if (_spending.OverBudget(quote.Fee) is { } spent)
                return Limit(AlloraErrorReason.BudgetSpent, spent);
        }
        catch (AlloraException refused) when (refused.Reason == AlloraErrorReason.FeeAboveLimit)
        {
            return Limit(AlloraErrorReason.FeeAboveLimit, refused.Message);
        }
        catch (AlloraException)
        {
            // The price is not known: the windows need not wait for it, the next transaction queries it again.
        }

        return Sender.AboveLimit is { } limit ? Limit(AlloraErrorReason.FeeAboveLimit, limit) : null;

        static Refused Limit(AlloraErrorReason reason, string why) => new(reason, SubmissionStage.Signing, why, IsTransient: true);
    }

    /// <summary>Refreshes account, price and schema in the background, at the shortest interval that any worker of the wallet asks for.</summary>
    public void KeepWarm(TimeSpan interval, ILogger logger) => _warmUp.Start(interval, logger);

    public async ValueTask DisposeAsync()
    {
        await _keeper.DisposeAsync().ConfigureAwait(false);
        await _warmUp.DisposeAsync().ConfigureAwait(false);
        Attachments.Dispose();
        Funds.Dispose();
        Sender.Dispose();
        Account.Dispose();
        await Journal.DisposeAsync().ConfigureAwait(false);
    }

    // The transaction has no caller, and its nonce, if it has one, must not be answered again.
    private async ValueTask EndedAsync(PendingTransaction transaction, Confirmation outcome)
    {
        if (transaction.Nonce == 0 || outcome is not InBlock { Receipt: { Error: null } receipt, Included: var included })
            return;
        var record = new JournalRecord
        {
            Kind = JournalRecordKind.Settled,
            Purpose = transaction.Purpose,
            Time = _client.Time.GetUtcNow(),
            TopicId = transaction.TopicId,
            Nonce = transaction.Nonce,
            Status = SubmissionStatus.Included,
            Hash = included.Hash,
            Height = receipt.Height,
            Value = included.Value,
        };
        if (IsFirst(record))
            await Journal.AppendAsync(record, CancellationToken.None).ConfigureAwait(false);
    }

    private bool IsFirst(JournalRecord settled)
    {
        lock (_lock)
        {
            if (_onSettled is { } onSettled)
                return onSettled(settled);
            _settled.Add(settled);
            return true;
        }
    }

    private void Restore(IReadOnlyList<JournalRecord> records, ILogger logger)
    {
        var restored = JournalState.Of(records);
        _keyUse.Restore(records, restored);
        _settled.AddRange(restored.Nonces);
        _included = restored.Included;
        foreach (var record in records)
            Bundles.Restore(record);
        foreach (var (day, paid) in restored.Spent)
            _spending.Restore(day, paid);
        foreach (var pending in restored.Unresolved)
        {
            Account.Use(pending);
            _counts.Opened(pending);
            _spending.SetAside(pending.Root, pending.Fee);
            _keeper.Adopt(pending);
            SenderLog.Resumed(logger, pending.Hash, pending.Sequence, pending.TimeoutHeight);
        }
    }
}
