using System.Globalization;
using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sender;

/// <summary>
/// The one sender of a wallet. It assigns sequences, prices, signs, simulates, journals and broadcasts, one transaction at a time;
/// the next may follow before a block, since a turn ends with the node's answer and not with inclusion.
/// </summary>
internal sealed class TransactionSender(
    AlloraClient client,
    IAlloraSigner signer,
    string? feeGranter,
    AccountView account,
    WalletJournal journal,
    GasPriceCache prices,
    GasLedger gas,
    SpendingLedger spending,
    SenderCounts counts,
    OutcomeRecorder outcomes,
    CatchUp? catchUp,
    ILogger logger) : IDisposable
{
    private const int AttemptsPerTurn = 5;

    // A refused fee shows in the worker's state for as long as it takes to be noticed; a price that is still too high shows by itself.
    private static readonly TimeSpan NoticeAge = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile LimitNotice? _aboveLimit;

    /// <summary>The fee options of the newest request, for the wallet's own transactions such as gap fillers.</summary>
    public FeeOptions? LastFees { get; private set; }

    /// <summary>Why the last transaction was not sent, if that was lately and for the limits on its fee; null otherwise.</summary>
    public string? AboveLimit => _aboveLimit is { } notice && client.Time.GetElapsedTime(notice.At) < NoticeAge ? notice.Message : null;

    /// <summary>Builds and sends. Errors of the chain or the network are returned; throws only for cancellation and for a journal that cannot be written.</summary>
    public async Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var replaced = request.Replaces;
            if (!request.OnlyIntoGap)
                LastFees = request.Fees;
            if (await CaughtUpAsync(cancellationToken).ConfigureAwait(false) is { } early)
                return early;
            var gasAtLeast = 0UL;
            for (var attempt = 1; ; attempt++)
            {
                if (request.OnlyIntoGap && account.Gaps.Count == 0)
                    return new Refused(AlloraErrorReason.SequenceMismatch, SubmissionStage.Signing, "the gap is filled", IsTransient: false);
                // Checked before anything is signed or simulated; a dry run spends nothing.
                if (!request.DryRun && replaced is null && spending.Exhausted() is { } spent)
                    return OverBudget(spent);
                var draft = new DraftBuilder(client, signer, feeGranter, account, journal, prices, gas);
                var step = await draft.BuildAsync(request, replaced, gasAtLeast, cancellationToken).ConfigureAwait(false);
                if (step.Built is { } built)
                {
                    if (request.DryRun)
                        return new DryRun(built.SimulatedGas);
                    step = await BroadcastAsync(built, request, cancellationToken).ConfigureAwait(false);
                    if (step.Sent is { } sent)
                    {
                        _aboveLimit = null;
                        return sent;
                    }
                }

                var error = step.Refused!;
                TransactionTelemetry.Failed(request, account.Address, error);
                var again = attempt < AttemptsPerTurn && await RecoverAsync(error, request, replaced, cancellationToken).ConfigureAwait(false);
                if (error.Reason == AlloraErrorReason.FeeAboveLimit)
                    _aboveLimit = new LimitNotice(error.Message, client.Time.GetTimestamp());
                if (!again)
                    return error;
                if (error.Reason == AlloraErrorReason.OutOfGas)
                    gasAtLeast = Math.Min(request.Fees.MaximumGas, Math.Max(error.GasLimit, 100_000) / 2 * 3);
                SenderLog.TryingAgain(logger, request.Purpose, attempt, error.Reason, error.Message);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends earlier bytes once more.</summary>
    /// <returns>The node's refusal, "already known" included; null if the node accepted the bytes or did not answer.</returns>
    public async Task<ChainError?> ResendAsync(PendingTransaction transaction, CancellationToken cancellationToken)
    {
        // Its successor sends them.
        if (journal.Lost.IsCancellationRequested)
            return null;
        try
        {
            return (await client.BroadcastAsync(transaction.Bytes, cancellationToken).ConfigureAwait(false)).Error;
        }
        catch (AlloraException exception)
        {
            // The bytes stay pending: the next block tries again.
            SenderLog.ResendFailed(logger, transaction.Hash, exception.Message);
            return null;
        }
    }

    /// <summary>The refusal of previously accepted bytes has facts that other transactions need.</summary>
    public void Learn(ChainError error, PendingTransaction transaction)
    {
        if (error.Reason == AlloraErrorReason.InsufficientFee)
            Learn(error, transaction.GasLimit);
        else if (error.Reason == AlloraErrorReason.WrongSchema)
            client.Schemas.Forget();
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Refused?> CaughtUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (catchUp is not null)
                await catchUp.WaitAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AlloraException exception)
        {
            return new Refused(exception.Reason, SubmissionStage.Signing, exception.Message, IsTransient: true);
        }
    }

    private static Refused OverBudget(string state) => new(
        AlloraErrorReason.BudgetSpent,
        SubmissionStage.Signing,
        $"Nothing was sent: {state}",
        IsTransient: true);

    // The fee that the node requires, as a price: it is offered at once if the options allow it.
    private bool Learn(ChainError? error, ulong gasLimit)
    {
        if (RequiredPrice(error, gasLimit) is not { } required)
            return false;
        prices.Require(required);
        return true;
    }

    private static GasPrice? RequiredPrice(ChainError? error, ulong gasLimit) =>
        error is not null && gasLimit > 0 && ErrorMap.RequiredFee(error) is { } required ? GasPrice.Covering(required, gasLimit) : null;

    // A price that jumped, or that cannot be read, by one node's word: if another node accepts the bytes, it was wrong.
    private async Task<(ChainError? Error, bool IsJump)> CompareAsync(ChainError refusal, PendingTransaction pending)
    {
        var required = RequiredPrice(refusal, pending.GasLimit);
        if (refusal.Reason != AlloraErrorReason.InsufficientFee || (required is { } small && !prices.IsJump(small)))
            return (refusal, false);
        foreach (var answer in client.Endpoints.HasChoice ? await client.BroadcastToEachAsync(pending.Bytes, CancellationToken.None).ConfigureAwait(false) : [])
        {
            if (answer.Error is null or { Reason: AlloraErrorReason.AlreadyKnown })
                return (null, false);
            if (RequiredPrice(answer.Error, pending.GasLimit) is { } other && (required is null || other < required))
                (refusal, required) = (answer.Error, other);
        }

        return (refusal, required is { } price && prices.IsJump(price));
    }

    private async Task<SendStep> BroadcastAsync(PendingTransaction pending, SendRequest request, CancellationToken cancellationToken)
    {
        if (!spending.TrySetAside(pending.Root, pending.Fee))
            return new SendStep { Refused = OverBudget(string.Create(CultureInfo.InvariantCulture, $"the fee of {pending.Fee} does not fit into the remaining daily budget of {spending.Budget}. Sending continues at 00:00 UTC, or with a higher {nameof(WalletOptions.DailyBudget)}.")) };
        await journal.AppendAsync(pending.Prepared(client.Time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        journal.RequireHeld();
        account.Use(pending);
        counts.Opened(pending);
        using var span = StageSpan.Begin(client.Time, request.TopicId, SubmissionStage.Broadcast);
        try
        {
            // Not cancelled with the window: an abandoned call would leave the outcome unknown. The client's own timeout bounds it.
            var broadcasting = client.BroadcastAsync(pending.Bytes, CancellationToken.None);
            // The call has run up to its first wait: the request is with the connection.
            request.Clock.Mark(StageClock.Stamp.BroadcastSent);
            var answer = await broadcasting.ConfigureAwait(false);
            request.Clock.Mark(StageClock.Stamp.BroadcastAnswered);
            if (answer.Error is null or { Reason: AlloraErrorReason.AlreadyKnown })
                return new SendStep { Sent = new Sent(pending) };
            var (error, isJump) = await CompareAsync(answer.Error, pending).ConfigureAwait(false);
            if (error is null)
                return new SendStep { Sent = new Sent(pending) };
            await outcomes.RefusedAsync(pending, error.Code).ConfigureAwait(false);
            var refusal = isJump && !request.AcceptsPriceJump
                ? Refused.From(prices.Jumped(RequiredPrice(error, pending.GasLimit)!.Value), SubmissionStage.Broadcast)
                : Refused.From(error, SubmissionStage.Broadcast, pending.GasLimit);
            return new SendStep { Refused = refusal };
        }
        catch (AlloraException exception)
        {
            // The bytes may have arrived: from here on only the hash decides.
            SenderLog.UnclearBroadcast(logger, pending.Hash, exception.Message);
            return new SendStep { Sent = new Sent(pending) };
        }
    }

    private async Task<bool> RecoverAsync(Refused error, SendRequest request, PendingTransaction? replaced, CancellationToken cancellationToken)
    {
        switch (error.Reason)
        {
            case AlloraErrorReason.SequenceMismatch when error.Chain is { } chain && ErrorMap.ExpectedSequence(chain) is { } expected:
                // A replacement cannot take another sequence: its own was used by its first bytes, or by something else.
                return replaced is null && await account.ReconcileAsync(expected, ResendAsync, cancellationToken).ConfigureAwait(false);
            case AlloraErrorReason.InsufficientFee:
                return Learn(error.Chain, error.GasLimit) || await prices.TryRefreshAsync(cancellationToken).ConfigureAwait(false);
            case AlloraErrorReason.OutOfGas:
                return error.GasLimit < request.Fees.MaximumGas;
            case AlloraErrorReason.WrongSchema:
                client.Schemas.Forget();
                return true;
            case AlloraErrorReason.SignatureRejected when error.IsOuterSignature:
                return await account.ReloadAsync(cancellationToken).ConfigureAwait(false);
            default:
                return false;
        }
    }

    private sealed record LimitNotice(string Message, long At);
}
