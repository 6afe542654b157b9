using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<(string Purpose, ulong Topic, long Nonce), SubmissionStatus> _settled = [];
    private readonly ConcurrentDictionary<(string Purpose, ulong Topic, long Nonce), string> _answers = [];
    private readonly SpendingLedger _spending;
    private readonly SenderCounts _counts = new();
    private readonly SequenceKeeper _keeper;

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

    public bool IsSettled(IWorkerRole role, ulong topicId, long nonce) => _settled.ContainsKey((role.Purpose, topicId, nonce));

    public ValueTask SettleAsync(IWorkerRole role, SubmissionResult result) => SettleAsync(role.Purpose, result);

    /// <summary>Transactions of an earlier run for a role in a topic whose fate is not known; each is handed out once.</summary>
    public IReadOnlyList<PendingTransaction> TakeUnfinished(ulong topicId, IWorkerRole role) => TakeUnfinished(topicId, role.Purpose, role.RegistrationPurpose);

    /// <summary>Transactions of an earlier run for some purposes in a topic whose fate is not known; each is handed out once.</summary>
    public IReadOnlyList<PendingTransaction> TakeUnfinished(ulong topicId, params IReadOnlyList<string> purposes) =>
        _keeper.Take(pending => pending.TopicId == topicId && purposes.Contains(pending.Purpose));

    /// <summary>Whoever followed this transaction stops before its fate is known: it is followed from here.</summary>
    public void Adopt(PendingTransaction transaction) => _keeper.Adopt(transaction);

    /// <summary>How the day's budget stands where nothing more can be sent today; null where something can.</summary>
    public string? BudgetExhausted(FeeOptions fees) => _spending.Exhausted(fees.DailyBudget);

    /// <summary>What was learned for a nonce, in this run or an earlier one; null where nothing was.</summary>
    public string? AnswerOf(string purpose, ulong topicId, long nonce) => _answers.GetValueOrDefault((purpose, topicId, nonce));

    /// <summary>Keeps what was learned for a nonce, so that it need not be asked again, after a restart neither.</summary>
    public ValueTask NoteAnswerAsync(string purpose, ulong topicId, long nonce, string answer) => _journal.AppendAsync(new JournalRecord
    {
        Kind = JournalRecordKind.Answered,
        Purpose = purpose,
        Time = _client.Time.GetUtcNow(),
        TopicId = topicId,
        Nonce = nonce,
        Value = answer,
    });

    /// <summary>Refreshes what a window's answer needs, so that nothing has to be asked on the way. Fails quietly: the next round tries again.</summary>
    public async Task WarmAsync(TimeSpan age, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await _client.GetSchemaAsync(cancellationToken).ConfigureAwait(false);
            await Prices.RefreshAsync(age, cancellationToken).ConfigureAwait(false);
            await Account.RefreshAsync(age, cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException exception)
        {
            WorkerLog.WarmFailed(logger, exception.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _keeper.DisposeAsync().ConfigureAwait(false);
        Sender.Dispose();
        Account.Dispose();
        await _journal.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask SettleAsync(string purpose, SubmissionResult result)
    {
        if (!_settled.TryAdd((purpose, result.TopicId, result.Nonce), result.Status) || result.Status == SubmissionStatus.DryRun)
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
        }).ConfigureAwait(false);
    }

    private void Restore(IReadOnlyList<JournalRecord> records, ILogger logger)
    {
        var restored = JournalState.Of(records);
        foreach (var settled in restored.Settled)
            _settled[(settled.Purpose ?? FirstPurpose, settled.TopicId, settled.Nonce)] = settled.Status!.Value;
        foreach (var answered in restored.Answered)
            _answers[(answered.Purpose!, answered.TopicId, answered.Nonce)] = answered.Value!;
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
