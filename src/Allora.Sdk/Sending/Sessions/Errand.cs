using Allora.Sdk.Sending.Sender;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>
/// A transaction that is sent and followed until its outcome is known, signed again with the same sequence if the chain stops accepting the
/// first bytes. After each attempt, successful or not, the next one is due only after a pause (<see cref="Sessions.Backoff"/>): a failure in a
/// block burns its fee, and an outcome that a later query denies must not be paid for again at once.
/// </summary>
internal sealed class Errand(AlloraClient client, WalletSession session)
{
    private const long BlocksToLive = 30;
    private long _halfTime;

    /// <summary>Whether the pause after the last attempt is over.</summary>
    public bool IsDue => Backoff.IsDue;

    /// <summary>When the next attempt is due. Default: of this errand alone.</summary>
    public Backoff Backoff { get; init; } = new(client.Time);

    /// <summary>The newest bytes that were sent; null if none were.</summary>
    public PendingTransaction? Newest { get; private set; }

    /// <summary>Called once the first bytes were sent, before their outcome is known.</summary>
    public Func<PendingTransaction, ValueTask>? OnSent { get; init; }

    /// <summary>The chain's state shows the effect.</summary>
    public void Fulfilled() => Backoff.Fulfilled();

    /// <summary>Waits until the next attempt is due.</summary>
    public async Task UntilDueAsync(CancellationToken cancellationToken)
    {
        if (Backoff.Left is var left && left > TimeSpan.Zero)
            await Task.Delay(left, client.Time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The last height at which a transaction that is built now may be included.</summary>
    /// <exception cref="AlloraException">No node reported the height.</exception>
    public async Task<ulong> TimeoutAsync(CancellationToken cancellationToken, long blocksToLive = BlocksToLive) =>
        (ulong)(client.Endpoints.Bounded((await client.GetBlockHeaderAsync(null, cancellationToken).ConfigureAwait(false)).Height) + blocksToLive);

    /// <summary>Sends a request and follows it.</summary>
    public async Task<ErrandOutcome> RunAsync(SendRequest request, CancellationToken cancellationToken)
    {
        Newest = null;
        // Before the first block arrived, the height is the one that the timeout was counted from.
        var now = session.Blocks.Height is > 0 and var height ? height : (long)request.TimeoutHeight - BlocksToLive;
        _halfTime = now + (((long)request.TimeoutHeight - now) / 2);
        switch (await SendAsync(request, cancellationToken).ConfigureAwait(false))
        {
            case Sent { Transaction: var sent }:
                Newest = sent;
                return Ended(new ErrandOutcome(sent, await FollowAsync(request, sent, cancellationToken).ConfigureAwait(false), Refused: null));
            case Refused refused:
                return Ended(new ErrandOutcome(null, null, refused));
            case DryRun dryRun:
                return new ErrandOutcome(null, null, null) { GasUsed = dryRun.GasUsed ?? 0 };
            case var unknown:
                throw new InvalidOperationException($"unknown outcome {unknown}");
        }
    }

    /// <summary>Follows a transaction that was sent in an earlier run.</summary>
    public async Task<ErrandOutcome> ResumeAsync(PendingTransaction pending, CancellationToken cancellationToken)
    {
        Newest = pending;
        return Ended(new ErrandOutcome(pending, await session.FollowAsync(pending, sendAtOnce: true, mayReplace: false, cancellationToken).ConfigureAwait(false), Refused: null));
    }

    /// <summary>An attempt that failed before anything was sent; the next one is due after the same pause.</summary>
    public ErrandOutcome NotSent(AlloraException failure) => Ended(new ErrandOutcome(null, null, Refused.From(failure, SubmissionStage.Signing)));

    // A gas price that jumped is waited out for half of the blocks in which the transaction could be included.
    private async Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = await session.Sender.SendAsync(request with { AcceptsPriceJump = session.Blocks.Height >= _halfTime }, cancellationToken).ConfigureAwait(false);
            if (outcome is not Refused { Reason: AlloraErrorReason.GasPriceJump })
                return outcome;
            await session.Blocks.NextAsync(session.Blocks.Height, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Confirmation> FollowAsync(SendRequest request, PendingTransaction sent, CancellationToken cancellationToken)
    {
        try
        {
            if (OnSent is { } onSent)
                await onSent(sent).ConfigureAwait(false);
        }
        catch
        {
            session.Adopt(sent);
            throw;
        }

        while (true)
        {
            var outcome = await session.FollowAsync(sent, sendAtOnce: false, mayReplace: true, cancellationToken).ConfigureAwait(false);
            if (outcome is not Displaced)
                return outcome;
            Newest = sent = await ReplaceAsync(request, sent, cancellationToken).ConfigureAwait(false);
        }
    }

    // The first bytes may still be included, so they stay followed until a replacement is accepted.
    private async Task<PendingTransaction> ReplaceAsync(SendRequest request, PendingTransaction sent, CancellationToken cancellationToken)
    {
        try
        {
            if (await session.Sender.SendAsync(request with { Replaces = sent, AcceptsPriceJump = session.Blocks.Height >= _halfTime }, cancellationToken).ConfigureAwait(false) is Sent replacement)
                return replacement.Transaction;
            await session.Blocks.NextAsync(session.Blocks.Height, cancellationToken).ConfigureAwait(false);
            return sent;
        }
        catch
        {
            session.Adopt(sent);
            throw;
        }
    }

    private ErrandOutcome Ended(ErrandOutcome outcome)
    {
        Backoff.Attempted();
        return outcome;
    }
}
