using System.Globalization;
using Allora.Sdk.Blocks;
using Allora.Sdk.Chain;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending.Bundles;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Uses;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Workers.Loop;

/// <summary>One nonce from its opening, or from an earlier run's bytes, to its terminal outcome.</summary>
internal sealed class NonceRun(WorkerServices services, WindowTrigger window)
{
    // This close to its end, a window is skipped if even the fastest answer so far would be too late.
    private const long BlocksToJudge = 3;

    private readonly StageClock _clock = new(services.Client.Time, window.ReceivedAt);
    private readonly WindowLife _life = new(services.Blocks, window);
    private Answerer? _answering;
    private SubmissionStage _stage = SubmissionStage.Prediction;
    private RoleAnswer? _answer;
    private SignedBundle? _signed;
    private PendingTransaction? _pending;
    private PendingTransaction? _displaced;
    private int _burnedFees;
    private long _halfTime;
    private DateTimeOffset? _blockTime = window.BlockTime;
    private UAllo _burned;
    private int _attempts;
    private Refused? _trouble;

    private WorkerOptions Options => services.Options;

    /// <summary>Whether a bundle that was signed for the nonce in an earlier run is sent without a call of the provider. Default true.</summary>
    public bool ReuseSigned { get; init; } = true;

    /// <summary>The prediction; null if there was none, or if the role has other answers.</summary>
    public Prediction? Prediction => _answer?.Prediction;

    /// <summary>Called after each attempt: from the first one on the run only waits, for a block or for its transaction.</summary>
    public Action? Attempted { get; init; }

    /// <summary>Runs to a terminal result. Cancelled only when the drain timeout is over.</summary>
    public async Task<SubmissionResult> RunAsync(PendingTransaction? resumed, CancellationToken cancellationToken)
    {
        var result = await SettleAsync(resumed, cancellationToken).ConfigureAwait(false);
        return _answering is null ? result : result with { Findings = await _answering.AllFindingsAsync().ConfigureAwait(false) };
    }

    private async Task<SubmissionResult> SettleAsync(PendingTransaction? resumed, CancellationToken cancellationToken)
    {
        // Half of the window, or of what is left of it: from then on a gas price that jumped is paid.
        _halfTime = services.Blocks.Height + ((window.WindowEnd - services.Blocks.Height) / 2);
        using var open = new WindowToken(services.Blocks, () => _life.HasEnded, cancellationToken);
        if (resumed is not null && await FollowAsync(resumed, sendAtOnce: true, cancellationToken).ConfigureAwait(false) is { } early)
            return early;

        if (!IsOpen)
            return _displaced is { } paid ? await FollowAsync(paid, sendAtOnce: false, cancellationToken).ConfigureAwait(false) ?? Missed("the window had ended") : Missed("the window had ended");
        if (window.FromPoll && await HasSubmittedAsync(cancellationToken).ConfigureAwait(false))
            return await HeldAsync(cancellationToken).ConfigureAwait(false);
        if (TooLate() is { } tooLate)
            return Missed(tooLate);
        // A replacement's sequence has its fee set aside already, and the first bytes must stay followed.
        if (_displaced is null && await WithinMeansAsync(open.Token).ConfigureAwait(false) is { } unpaid)
            return unpaid;
        if (await PredictAsync(open.Token).ConfigureAwait(false) is { } unanswered)
        {
            // A run that is stopped in the middle of a prediction has missed nothing: the next one, here or elsewhere, may still answer.
            if (unanswered.Status == SubmissionStatus.Missed && IsOpen)
                cancellationToken.ThrowIfCancellationRequested();
            return _displaced is { } left ? await FollowAsync(left, sendAtOnce: false, cancellationToken).ConfigureAwait(false) ?? unanswered : unanswered;
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsOpen)
                return _displaced is { } late ? await FollowAsync(late, sendAtOnce: false, cancellationToken).ConfigureAwait(false) ?? Missed("the window ended") : Missed("the window ended");
            if (_attempts > 0)
                services.Client.Endpoints.TakeTurn(_attempts);
            _attempts++;
            var outcome = await services.Route.SendAsync(Request(), cancellationToken).ConfigureAwait(false);
            Attempted?.Invoke();
            var settled = outcome switch
            {
                DryRun => Result(SubmissionStatus.DryRun),
                // A run that sends would have registered or staked first; a dry run pays for neither, so the chain cannot simulate the payload.
                Refused { Reason: AlloraErrorReason.NotRegistered or AlloraErrorReason.StakeTooSmall } unprepared when Options.DryRun =>
                    Result(SubmissionStatus.DryRun) with { Reason = unprepared.Reason, Message = $"signed, but not simulated: {unprepared.Message}" },
                Sent sent => await FollowAsync(sent.Transaction, sendAtOnce: false, cancellationToken).ConfigureAwait(false),
                Refused refused => await AfterRefusalAsync(refused, cancellationToken).ConfigureAwait(false),
                _ => throw new InvalidOperationException($"unknown outcome {outcome}"),
            };
            if (settled is not null)
                return settled;
        }
    }

    private bool IsOpen => !_life.HasEnded;

    private string? TooLate()
    {
        // The query that found the window may be the first sign of many blocks.
        var blocks = window.WindowEnd - Math.Max(services.Blocks.LowestHeight, window.SeenAt);
        if (blocks > BlocksToJudge || services.Blocks.Pace.Interval is not { } pace)
            return null;
        var needed = services.FastestPrediction.Value + (2 * services.Session.FastestRoundTrip.Value);
        return needed > blocks * pace
            ? string.Create(CultureInfo.InvariantCulture, $"skipped, since the window ends in {(blocks * pace).TotalSeconds:0.0} s and an answer takes {needed.TotalSeconds:0.0} s")
            : null;
    }

    // The provider is not called if sending cannot be paid (wallets that send for this one look after themselves); a new day, coins, or an outcome that releases reserved fees may come before the window ends.
    private async Task<SubmissionResult?> WithinMeansAsync(CancellationToken windowOpen)
    {
        try
        {
            while (!Options.DryRun && services.Relay is null && await services.Session.LackAsync(windowOpen).ConfigureAwait(false) is { } unpaid)
            {
                _trouble = unpaid;
                await services.Blocks.NextAsync(services.Blocks.Height, windowOpen).ConfigureAwait(false);
            }

            return null;
        }
        catch (OperationCanceledException) when (!IsOpen)
        {
            return Missed("the window ended");
        }
    }

    // An earlier run may have answered, and its journal may be lost: a query costs nothing, a second payload its fee.
    private async Task<bool> HasSubmittedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await services.Role.HasSubmittedAsync(window.Nonce, cancellationToken).ConfigureAwait(false) == true;
        }
        catch (AlloraException exception)
        {
            // The simulation will show it.
            WorkerLog.QueryFailed(services.Logger, Options.TopicId, exception.Message);
            return false;
        }
    }

    private async Task<SubmissionResult?> PredictAsync(CancellationToken windowOpen)
    {
        if (ReuseSigned && services.Session.Bundles.Find(services.Role.Purpose, Options.TopicId, window.Nonce) is { } signed)
        {
            _signed = signed;
            WorkerLog.SignedBefore(services.Logger, Options.TopicId, window.Nonce, signed.Text);
            return null;
        }

        try
        {
            _blockTime ??= await services.BlockTimeAsync(window.Nonce, windowOpen).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (windowOpen.IsCancellationRequested)
        {
            return Missed("the block's time could not be queried before the window ended");
        }

        var context = new PredictionContext
        {
            TopicId = Options.TopicId,
            Topic = services.Topic,
            Nonce = window.Nonce,
            BlockTime = _blockTime.Value,
            WindowEnd = window.WindowEnd,
            Deadline = default,
            Client = services.Client,
        };
        _answering = new Answerer(services, _clock);
        _answer = await _answering.AnswerAsync(context, windowOpen).ConfigureAwait(false);
        if (_answer is null)
        {
            _trouble = new Refused(AlloraErrorReason.PredictionFailed, SubmissionStage.Prediction, _answering.Failure, IsTransient: true);
            return _answering.WasRefused ? Result(SubmissionStatus.Skipped) : Missed("no prediction was made");
        }

        if (_answer.SkipReason is { } why)
            return Result(SubmissionStatus.Skipped) with { Message = why };
        WorkerLog.Predicted(services.Logger, Options.TopicId, window.Nonce, _answer.Text);
        return null;
    }

    private SendRequest Request() => new()
    {
        Purpose = services.Role.Purpose,
        TopicId = Options.TopicId,
        Nonce = window.Nonce,
        Messages = MessagesAsync,
        TimeoutHeight = (ulong)window.WindowEnd,
        NeededHeight = window.SeenAt,
        Fees = Options.Fees,
        Simulate = Options.DryRun ? Options.SimulateDryRuns : Options.SimulateFirst,
        DryRun = Options.DryRun,
        Value = _signed?.Text ?? _answer!.Text,
        Replaces = _displaced,
        AcceptsPriceJump = services.Blocks.Height >= _halfTime,
        Clock = _clock,
    };

    private async ValueTask<IReadOnlyList<TransactionMessage>> MessagesAsync(CancellationToken cancellationToken)
    {
        var leaves = !Options.DryRun || Options.SimulateDryRuns;
        return [_signed?.Message ?? await services.Session.Bundles.SignAsync(services.Role.Purpose, await _answer!.Bundle(cancellationToken).ConfigureAwait(false), _answer.Text, leaves, cancellationToken).ConfigureAwait(false)];
    }

    private async Task<SubmissionResult?> FollowAsync(PendingTransaction sent, bool sendAtOnce, CancellationToken cancellationToken)
    {
        var isNew = _pending?.Hash != sent.Hash;
        (_pending, _displaced, _stage) = (sent, null, SubmissionStage.Confirmation);
        if (isNew)
        {
            WorkerLog.Submitted(services.Logger, Options.TopicId, window.Nonce, sent.Hash, sent.Fee.ToString());
            services.Publish(Result(SubmissionStatus.Broadcast));
        }

        // After the window nothing can replace the bytes: their own outcome is waited for.
        switch (await services.Route.FollowAsync(sent, sendAtOnce, mayReplace: IsOpen, cancellationToken).ConfigureAwait(false))
        {
            case Expired lost:
                _trouble = new Refused(AlloraErrorReason.WindowEnded, SubmissionStage.Confirmation, lost.Why, IsTransient: true);
                return IsOpen ? null : Missed("its transaction was not included");
            case Displaced { Error: var refusal }:
                // The next transaction has the same sequence: at most one of the two can be included.
                (_displaced, _trouble) = (sent, Refused.From(refusal, SubmissionStage.Confirmation));
                return null;
            case InBlock found:
                _pending = found.Included;
                return await IncludedAsync(found.Included, found.Receipt, cancellationToken).ConfigureAwait(false);
            case var unknown:
                throw new InvalidOperationException($"unknown outcome {unknown}");
        }
    }

    private async Task<SubmissionResult?> IncludedAsync(PendingTransaction sent, TransactionReceipt receipt, CancellationToken cancellationToken)
    {
        _clock.Mark(StageClock.Stamp.Confirmed);
        if (!receipt.IsResultKnown)
            return Result(SubmissionStatus.Included) with { Height = receipt.Height, Message = "no node keeps the result of its block, so whether the chain took the payload is not known" };
        if (receipt.Error is not { } error)
            return Result(SubmissionStatus.Included) with { Height = receipt.Height, GasUsed = receipt.GasUsed, FeeNeeded = sent.ChainPrice?.FeeFor(receipt.GasUsed) };

        _burned += sent.Fee;
        _trouble = Refused.From(error, SubmissionStage.Confirmation);
        WorkerLog.FailedInBlock(services.Logger, Options.TopicId, window.Nonce, sent.Hash, receipt.Height, sent.Fee.ToString(), error.Log);
        if (++_burnedFees > Options.Fees.MaximumBurnedFees)
            return Result(SubmissionStatus.Rejected) with { Height = receipt.Height, GasUsed = receipt.GasUsed };
        return RefusalPolicy.AfterPaidFailure(error.Reason) switch
        {
            NextStep.AlreadySubmitted when GoesOnWithout(error.Log) => null,
            NextStep.AlreadySubmitted => await HeldAsync(cancellationToken).ConfigureAwait(false),
            NextStep.Missed => Missed("the chain had closed the nonce"),
            NextStep.Reject => Result(SubmissionStatus.Rejected) with { Height = receipt.Height, GasUsed = receipt.GasUsed },
            // The window is still open: another attempt, with a new sequence since this one is used.
            _ => null,
        };
    }

    private async Task<SubmissionResult?> AfterRefusalAsync(Refused refused, CancellationToken cancellationToken)
    {
        _stage = refused.Stage;
        _trouble = refused;
        if (_displaced is { } first)
        {
            // The first bytes may still be included, whatever the refusal of others.
            await services.Blocks.NextAsync(services.Blocks.Height, cancellationToken).ConfigureAwait(false);
            return await FollowAsync(first, sendAtOnce: false, cancellationToken).ConfigureAwait(false);
        }

        switch (services.Role.AfterFreeRefusal(refused.Reason))
        {
            case NextStep.AlreadySubmitted when await IsOfAnotherNonceAsync(cancellationToken).ConfigureAwait(false):
                break;
            case NextStep.AlreadySubmitted:
                return GoesOnWithout(refused.Chain?.Log ?? refused.Message) ? null : await HeldAsync(cancellationToken).ConfigureAwait(false);
            case NextStep.Missed:
                return Missed("the chain had closed the window");
            case NextStep.Reject:
                return Result(SubmissionStatus.Rejected);
            case NextStep.Register:
                services.RequestPoll("the chain reports that the wallet is not registered");
                break;
        }

        WorkerLog.WaitingToRetry(services.Logger, Options.TopicId, window.Nonce, refused.Reason, refused.Stage, refused.Message);
        await services.Blocks.NextAsync(services.Blocks.Height, cancellationToken).ConfigureAwait(false);
        return null;
    }

    // A reputer's one slot may hold the payload of an older nonce: the refusal does not name it. It is free when that nonce closes.
    private async Task<bool> IsOfAnotherNonceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return services.Role.OldestFirst && await services.Role.HasSubmittedAsync(window.Nonce, cancellationToken).ConfigureAwait(false) == false;
        }
        catch (AlloraException exception)
        {
            WorkerLog.QueryFailed(services.Logger, Options.TopicId, exception.Message);
            return true;
        }
    }

    // The chain has a payload that no transaction of ours brought: whoever saw the signed bundle can submit it, and whoever has the key another one.
    private async Task<SubmissionResult> HeldAsync(CancellationToken cancellationToken)
    {
        _signed ??= services.Session.Bundles.Find(services.Role.Purpose, Options.TopicId, window.Nonce);
        if (services.Session.IncludedBefore(services.Role.Purpose, Options.TopicId, window.Nonce) is { } mine)
            return Result(SubmissionStatus.Included) with { TransactionHash = mine.Hash, Height = mine.Height };
        switch (await HeldPayload.OwnerAsync(services, window.Nonce, cancellationToken).ConfigureAwait(false))
        {
            case PayloadOwner.Ours:
                return Result(SubmissionStatus.Included) with { IsRelayed = true };
            case PayloadOwner.Others:
                return await ElsewhereAsync(await SearchAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            // Emissions v9 shows nothing while a window is open; its blocks do.
            case PayloadOwner.NotShown when await SearchAsync(cancellationToken).ConfigureAwait(false) is { } found:
                return found.IsForeign
                    ? await ElsewhereAsync(found).ConfigureAwait(false)
                    : Result(SubmissionStatus.Included) with { TransactionHash = found.Hash, Height = found.Height, IsRelayed = !services.Session.IsOwn(found.Hash) };
            default:
                return Result(SubmissionStatus.AlreadySubmitted);
        }
    }

    private Task<PayloadSearch.Found?> SearchAsync(CancellationToken cancellationToken)
    {
        var signed = services.Session.Bundles.DigestOf(WorkerBundle.Inference, Options.TopicId, window.Nonce)!;
        return PayloadSearch.FindAsync(services, window.Nonce, window.WindowEnd, signed, cancellationToken);
    }

    // A node's answer ends this nonce; only a transaction with our key's signature stops the payments.
    private async Task<SubmissionResult> ElsewhereAsync(PayloadSearch.Found? found)
    {
        var address = services.Wallet.Address;
        var use = new ForeignUse { Hash = found?.Hash, Height = found?.Height ?? 0, TopicId = Options.TopicId, Nonce = window.Nonce };
        var why = use.Describe(address);
        WorkerLog.UsedElsewhere(services.Logger, Options.TopicId, window.Nonce, why);
        if (found is { IsForeign: true })
        {
            await services.Session.StopPayingAsync(use).ConfigureAwait(false);
            services.RequestPoll("the wallet's key is used elsewhere");
        }

        return Result(SubmissionStatus.UsedElsewhere) with { TransactionHash = found?.Hash, Reason = AlloraErrorReason.UsedElsewhere, Message = why };
    }

    // The chain has a part of the answer from an earlier run, or from another program: the other part is still wanted.
    private bool GoesOnWithout(string words)
    {
        if (_answer?.Without(words) is not { } rest)
            return false;
        WorkerLog.GoesOnWithout(services.Logger, Options.TopicId, window.Nonce, words, rest.Text);
        _answer = rest;
        return true;
    }

    private SubmissionResult Missed(string what) => Result(SubmissionStatus.Missed) with
    {
        Reason = _trouble?.Reason ?? AlloraErrorReason.WindowEnded,
        // The cause first, then its consequence.
        Message = _trouble is { } trouble ? $"{trouble.Message.TrimEnd('.')}; {what}" : what,
    };

    private SubmissionResult Result(SubmissionStatus status) => new()
    {
        TopicId = Options.TopicId,
        Nonce = window.Nonce,
        Wallet = services.Wallet.Address,
        Status = status,
        WindowEnd = window.WindowEnd,
        BlockTime = _blockTime,
        Value = _answer is { SkipReason: not null } ? null : _answer?.Text ?? _signed?.Text ?? _pending?.Value,
        Submitted = _answer is { SkipReason: null } ? _answer.Prediction : null,
        Note = _answer?.Note,
        Fallback = _answer?.Fallback,
        Findings = _answering?.Findings ?? [],
        TransactionHash = _pending?.Hash,
        Fee = _pending?.Fee,
        FeesBurned = _burned,
        Attempts = _attempts,
        Stage = _stage,
        Reason = status is SubmissionStatus.Included or SubmissionStatus.Broadcast ? null : _trouble?.Reason,
        Message = status is SubmissionStatus.Included or SubmissionStatus.Broadcast ? null : _trouble?.Message,
        ChainError = status is SubmissionStatus.Included or SubmissionStatus.Broadcast ? null : _trouble?.Chain,
        Timings = _clock.ToTimings(),
    };
}
