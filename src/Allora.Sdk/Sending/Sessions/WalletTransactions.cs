using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Sessions;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk;

/// <summary>
/// Sends any transaction of one wallet: prices, signs, simulates, journals, broadcasts, and follows it into a block. It shares the wallet's
/// one sender with the workers of the same client, so sequences never collide. Safe for any number of callers at once.
/// </summary>
/// <remarks>
/// The wallet's journal is locked from the first sending until <see cref="DisposeAsync"/>: another process cannot run the wallet meanwhile.
/// </remarks>
public sealed partial class WalletTransactions : IAsyncDisposable
{
    private readonly AlloraClient _client;
    private readonly TransactionOptions _options;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private WalletLease? _lease;
    private bool _disposed;

    internal WalletTransactions(AlloraClient client, AlloraWallet wallet, TransactionOptions options)
    {
        options.Validate();
        (_client, Wallet, _options) = (client, wallet, options.Copy());
        _logger = client.Loggers.CreateLogger<WalletTransactions>();
    }

    /// <summary>The wallet that signs and, without a fee granter, pays.</summary>
    public AlloraWallet Wallet { get; }

    /// <summary>Sends messages in one transaction, and waits for its outcome.</summary>
    /// <param name="messages">The messages, at least one; all of them take effect, or none.</param>
    /// <param name="cancellationToken">Ends the wait. A transaction that was sent by then is reported as <see cref="TransactionStatus.Unknown"/> with its hash.</param>
    /// <returns>The outcome. Errors of the chain or the network are part of it, never exceptions.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent.</exception>
    /// <exception cref="JournalException">Another process runs this wallet, or the journal cannot be written; nothing was sent.</exception>
    public Task<TransactionResult> SendAsync(IReadOnlyList<TransactionMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentOutOfRangeException.ThrowIfZero(messages.Count, nameof(messages));
        return SendAsync(TransactionRequest.Of(messages), cancellationToken);
    }

    /// <inheritdoc cref="SendAsync(IReadOnlyList{TransactionMessage}, CancellationToken)"/>
    /// <param name="request">The messages, and limits on the cost.</param>
    /// <param name="cancellationToken">Ends the wait. A transaction that was sent by then is reported as <see cref="TransactionStatus.Unknown"/> with its hash.</param>
    public async Task<TransactionResult> SendAsync(TransactionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Fees?.Validate();
        var lease = await OpenAsync(cancellationToken).ConfigureAwait(false);
        SendRequest asked;
        try
        {
            asked = await BuildRequestAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException exception)
        {
            return TransactionResults.NotBuilt(exception);
        }

        var errand = new Errand(_client, lease.Session);
        try
        {
            return TransactionResults.Of(await errand.RunAsync(asked, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && errand.Newest is { } newest)
        {
            return TransactionResults.Unknown(newest);
        }
    }

    /// <summary>Releases the wallet's journal; the client stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            _disposed = true;
            if (_lease is { } lease)
                await lease.DisposeAsync().ConfigureAwait(false);
            _lease = null;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<WalletLease> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_lease is null)
            {
                _lease = await WalletRegistry.Of(_client).LeaseAsync(Wallet, _logger, cancellationToken).ConfigureAwait(false);
                _lease.Blocks.Listen();
            }

            return _lease;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<SendRequest> BuildRequestAsync(TransactionRequest request, CancellationToken cancellationToken)
    {
        var messages = await request.Messages(cancellationToken).ConfigureAwait(false);
        if (messages.Count == 0)
            throw new AlloraException(AlloraErrorReason.InvalidRequest, isTransient: false, "The transaction holds no message: nothing was sent.");
        // Asked rather than remembered: a transaction without a timeout in the future could not be included.
        var height = (await _client.GetBlockHeaderAsync(null, cancellationToken).ConfigureAwait(false)).Height;
        return new SendRequest
        {
            Purpose = request.Purpose ?? string.Join('+', messages.Select(message => message.TypeUrl.TrimStart('/')).Distinct()),
            Messages = request.Messages,
            Memo = request.Memo,
            TimeoutHeight = (ulong)(height + _options.BlocksToLive),
            Fees = request.Fees ?? _options.Fees,
            // Its own signature is not part of a simulation: a dry run discloses nothing that could be sent.
            Simulate = request.DryRun || _options.SimulateFirst,
            DryRun = request.DryRun,
            Clock = new StageClock(_client.Time, _client.Time.GetTimestamp()),
        };
    }
}
