using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, PendingTransaction> _unfinished = [];
    private readonly ConcurrentDictionary<(string Purpose, ulong Topic, long Nonce), string> _answers = [];

    private WalletSession(AlloraClient client, AlloraWallet wallet, ISubmissionJournal journal, BlockHub blocks, GasPriceCache prices, ILogger logger)
    {
        _client = client;
        _journal = journal;
        Prices = prices;
        Account = new AccountView(client, wallet.Address, logger);
        var gas = new GasLedger();
        Sender = new TransactionSender(client, wallet, Account, journal, prices, gas, logger);
        Watcher = new InclusionWatcher(client, Sender, Account, gas, journal, blocks, logger);
    }

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
        return session;
    }

    public bool IsSettled(IWorkerRole role, ulong topicId, long nonce) => _settled.ContainsKey((role.Purpose, topicId, nonce));

    public async ValueTask SettleAsync(IWorkerRole role, SubmissionResult result)
    {
        if (!_settled.TryAdd((role.Purpose, result.TopicId, result.Nonce), result.Status) || result.Status == SubmissionStatus.DryRun)
            return;
        await _journal.AppendAsync(new JournalRecord
        {
            Kind = JournalRecordKind.Settled,
            Purpose = role.Purpose,
            Time = _client.Time.GetUtcNow(),
            TopicId = result.TopicId,
            Nonce = result.Nonce,
            Status = result.Status,
            Hash = result.TransactionHash,
            Height = result.Height,
            Value = result.Value,
        }).ConfigureAwait(false);
    }

    /// <summary>Transactions of an earlier run for a role in a topic whose fate is not known; each is handed out once.</summary>
    public IReadOnlyList<PendingTransaction> TakeUnfinished(ulong topicId, IWorkerRole role) => TakeUnfinished(topicId, role.Purpose, role.RegistrationPurpose);

    /// <summary>Transactions of an earlier run for some purposes in a topic whose fate is not known; each is handed out once.</summary>
    public IReadOnlyList<PendingTransaction> TakeUnfinished(ulong topicId, params ReadOnlySpan<string> purposes)
    {
        var mine = new List<PendingTransaction>();
        foreach (var pending in _unfinished.Values.OrderBy(p => p.Sequence))
        {
            if (pending.TopicId == topicId && purposes.Contains(pending.Purpose) && _unfinished.TryRemove(pending.Hash, out _))
                mine.Add(pending);
        }

        return mine;
    }

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
        Sender.Dispose();
        await _journal.DisposeAsync().ConfigureAwait(false);
    }

    private void Restore(IReadOnlyList<JournalRecord> records, ILogger logger)
    {
        foreach (var record in records)
        {
            switch (record.Kind)
            {
                case JournalRecordKind.Prepared when PendingTransaction.From(record) is { } pending:
                    _unfinished[pending.Hash] = pending;
                    break;
                case JournalRecordKind.Resolved when record.Hash is { } hash:
                    _unfinished.TryRemove(hash, out _);
                    break;
                case JournalRecordKind.Answered when record is { Purpose: { } purpose, Value: { } answer }:
                    _answers[(purpose, record.TopicId, record.Nonce)] = answer;
                    break;
                case JournalRecordKind.Settled when record.Status is { } status:
                    _settled[(record.Purpose ?? FirstPurpose, record.TopicId, record.Nonce)] = status;
                    break;
            }
        }

        foreach (var pending in _unfinished.Values.OrderBy(p => p.Sequence))
        {
            Account.Use(pending);
            SenderLog.Resumed(logger, pending.Hash, pending.Sequence, pending.TimeoutHeight);
        }
    }
}
