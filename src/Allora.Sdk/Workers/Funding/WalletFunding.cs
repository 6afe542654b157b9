using System.Globalization;
using Allora.Sdk.Sending;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Nonces;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Funding;

/// <summary>
/// Keeps wallets in coins: those below the floor are topped up from a treasury, within limits that hold whatever balances nodes report, and those above the
/// ceiling are swept to one fixed address.
/// </summary>
/// <remarks>
/// Each balance is the lowest that any endpoint reports: a node that reports too much leaves no wallet dry, and one that reports too little costs at most the
/// ceiling for each wallet and day, within the treasury's daily limit. What was sent is kept in the treasury's journal.
/// </remarks>
public sealed class WalletFunding
{
    // Transfers in one transaction, far below the gas limit.
    private const int MaxMessages = 15;

    private readonly AlloraClient _client;
    private readonly AlloraWallet _treasury;
    private readonly FundingOptions _options;
    private readonly ILogger _logger;
    private int _isRunning;

    /// <summary>Names treasury and limits; nothing is queried or opened yet.</summary>
    /// <param name="client">The client; the caller disposes it after the run.</param>
    /// <param name="treasury">The wallet that pays. No other process may run it.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public WalletFunding(AlloraClient client, AlloraWallet treasury, FundingOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(treasury);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(treasury.Address);
        (_client, _treasury, _options, _logger) = (client, treasury, options, client.Loggers.CreateLogger<WalletFunding>());
    }

    /// <summary>Runs rounds at the interval until stopped. A round that fails is logged, and the next one tries again.</summary>
    /// <param name="stoppingToken">Ends the run.</param>
    /// <exception cref="JournalException">Another process runs the treasury.</exception>
    public async Task RunAsync(CancellationToken stoppingToken = default)
    {
        try
        {
            var lease = await WalletRegistry.Of(_client).LeaseAsync(_treasury, _logger, stoppingToken).ConfigureAwait(false);
            await using var held = lease.ConfigureAwait(false);
            using var timer = new PeriodicTimer(_options.Interval, _client.Time);
            do
            {
                try
                {
                    await RunOnceAsync(stoppingToken).ConfigureAwait(false);
                }
                catch (AlloraException exception)
                {
                    FundingLog.Failed(_logger, exception.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was sent is in the journal.
        }
    }

    /// <summary>Runs one round.</summary>
    /// <param name="cancellationToken">Cancels the round. A transfer that was sent by then stays counted.</param>
    /// <exception cref="AlloraException">No node answered, or the node serves another chain; nothing was sent.</exception>
    /// <exception cref="JournalException">Another process runs the treasury.</exception>
    /// <exception cref="InvalidOperationException">Another round is running.</exception>
    public async Task<FundingRound> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
            throw new InvalidOperationException("A round runs already: rounds run one after the other.");
        try
        {
            await _client.Chains.VerifyAsync(cancellationToken).ConfigureAwait(false);
            var lease = await WalletRegistry.Of(_client).LeaseAsync(_treasury, _logger, cancellationToken).ConfigureAwait(false);
            await using var held = lease.ConfigureAwait(false);
            lease.Blocks.Listen();
            var ledger = lease.Session.Attachments.GetOrAdd(() => new FundingLedger(NonceLedger.Of(lease.Session, _client.Time), _client.Time));
            var (wanted, heldBack) = await WantedAsync(ledger, cancellationToken).ConfigureAwait(false);
            var transfers = new List<FundingTransfer>();
            foreach (var part in wanted.Chunk(MaxMessages))
                transfers.AddRange(await SendAsync(lease.Session, ledger, part, cancellationToken).ConfigureAwait(false));
            foreach (var wallet in _options.SweptWallets)
            {
                if (await SweepAsync(wallet, cancellationToken).ConfigureAwait(false) is { } swept)
                    transfers.Add(swept);
            }

            return new FundingRound { Transfers = transfers, HeldBack = heldBack, SentToday = ledger.Total };
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    // The poorest first, as far as the day's limits reach.
    private async Task<(List<(string Address, UAllo Amount)> Wanted, Dictionary<string, string> HeldBack)> WantedAsync(FundingLedger ledger, CancellationToken cancellationToken)
    {
        var low = new List<(string Address, UAllo Balance)>();
        foreach (var address in _options.Wallets)
        {
            if (await BalanceAsync(address, cancellationToken).ConfigureAwait(false) is var balance && balance < _options.Floor)
                low.Add((address, balance));
        }

        var (wanted, heldBack, left) = (new List<(string, UAllo)>(), new Dictionary<string, string>(StringComparer.Ordinal), Minus(_options.DailyLimit, ledger.Total));
        foreach (var (address, balance) in low.OrderBy(static one => one.Balance))
        {
            var room = Minus(_options.Ceiling, ledger.To(address));
            var amount = Least(Minus(_options.Target, balance), Least(room, left));
            if (amount == UAllo.Zero)
            {
                heldBack[address] = room == UAllo.Zero
                    ? string.Create(CultureInfo.InvariantCulture, $"it was sent {ledger.To(address)} today, and is reported to have {balance}: what spends its coins, or which node reports wrong balances?")
                    : string.Create(CultureInfo.InvariantCulture, $"the treasury's limit of {_options.DailyLimit} for this day is used up");
                FundingLog.HeldBack(_logger, address, heldBack[address]);
                continue;
            }

            wanted.Add((address, amount));
            left = Minus(left, amount);
        }

        return (wanted, heldBack);
    }

    private async Task<IEnumerable<FundingTransfer>> SendAsync(WalletSession session, FundingLedger ledger, IReadOnlyList<(string Address, UAllo Amount)> transfers, CancellationToken cancellationToken)
    {
        // Counted first: whatever happens from here on, the limits hold.
        await ledger.CountAsync(transfers, takeBack: false).ConfigureAwait(false);
        var before = session.Broadcasts;
        var result = await TransferAsync(_treasury, transfers, cancellationToken).ConfigureAwait(false);
        // That bytes which left were refused, failed or expired is a node's word, and may not lift a limit.
        if (result.Status == TransactionStatus.Rejected && session.Broadcasts == before)
            await ledger.CountAsync(transfers, takeBack: true).ConfigureAwait(false);
        return [.. transfers.Select(one => Shown(_treasury, one.Address, one.Amount, result))];
    }

    private async Task<FundingTransfer?> SweepAsync(AlloraWallet wallet, CancellationToken cancellationToken)
    {
        var balance = await BalanceAsync(wallet.Address, cancellationToken).ConfigureAwait(false);
        if (balance <= _options.Ceiling)
            return null;
        var amount = Minus(balance, _options.Target);
        try
        {
            return Shown(wallet, _options.SweepTo!, amount, await TransferAsync(wallet, [(_options.SweepTo!, amount)], cancellationToken).ConfigureAwait(false));
        }
        catch (JournalException held)
        {
            return new FundingTransfer { From = wallet.Address, To = _options.SweepTo!, Amount = amount, Failure = held.Message };
        }
    }

    private async Task<TransactionResult> TransferAsync(AlloraWallet from, IReadOnlyList<(string Address, UAllo Amount)> transfers, CancellationToken cancellationToken)
    {
        var transactions = _client.OpenWallet(from, new TransactionOptions { Fees = _options.Fees });
        await using var opened = transactions.ConfigureAwait(false);
        return await transactions.SendAsync([.. transfers.Select(static one => AlloraMessage.Transfer(one.Address, one.Amount))], cancellationToken).ConfigureAwait(false);
    }

    private FundingTransfer Shown(AlloraWallet from, string to, UAllo amount, TransactionResult result)
    {
        var failure = result.Status == TransactionStatus.Included ? null : $"{result.Status}: {result.Message}";
        FundingLog.Transferred(_logger, amount.ToString(), from.Address, to, result.Hash ?? "", failure ?? "included");
        return new FundingTransfer { From = from.Address, To = to, Amount = amount, Hash = result.Hash, Failure = failure };
    }

    // The lowest that any endpoint reports; those that do not answer are passed over, if one does.
    private async Task<UAllo> BalanceAsync(string address, CancellationToken cancellationToken)
    {
        var balances = await _client.GetBalancesAsync(address, cancellationToken).ConfigureAwait(false);
        // If none of them answers, the query of all says why.
        return balances.Count > 0 ? balances.Min() : await _client.GetBalanceAsync(address, cancellationToken).ConfigureAwait(false);
    }

    private static UAllo Least(UAllo first, UAllo second) => first < second ? first : second;

    private static UAllo Minus(UAllo from, UAllo amount) => from > amount ? new UAllo(from.Value - amount.Value) : UAllo.Zero;
}
