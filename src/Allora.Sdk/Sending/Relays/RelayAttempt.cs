using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Relays;

/// <summary>Gets some payloads sent: with another sender if one cannot send, and without those that the chain refuses.</summary>
internal sealed class RelayAttempt(IReadOnlyList<RelaySender> senders, ILogger logger, CancellationToken stop)
{
    public async Task RunAsync(RelaySender first, IReadOnlyList<RelayedPayload> payloads)
    {
        Refused? last = null;
        foreach (var sender in senders.OrderByDescending(one => ReferenceEquals(one, first)))
        {
            last = await SendAsync(sender, payloads).ConfigureAwait(false);
            if (last is null)
                return;
            RelayLog.CannotSend(logger, sender.Address, last.Reason, last.Message);
        }

        foreach (var payload in payloads)
            payload.Refused(last!);
    }

    // Null if every payload has its answer; otherwise why this sender cannot send.
    private async Task<Refused?> SendAsync(RelaySender sender, IReadOnlyList<RelayedPayload> payloads)
    {
        Refused? refused;
        try
        {
            refused = await sender.SendAsync(payloads).ConfigureAwait(false);
        }
        catch (JournalException exception)
        {
            refused = Refused.From(exception, SubmissionStage.Signing);
        }

        if (refused is null || IsOfSender(refused))
            return refused is null ? null : refused with { Message = $"{sender.Address} cannot send: {refused.Message}" };
        if (payloads.Count == 1 || IsOfNode(refused))
        {
            foreach (var payload in payloads)
                payload.Refused(refused);
            return null;
        }

        RelayLog.CheckingEach(logger, sender.Address, payloads.Count, refused.Reason, refused.Message);
        var good = IsTooLarge(refused) ? [.. payloads] : await CheckAsync(sender, payloads).ConfigureAwait(false);
        // If each of them is good alone, two of them exclude one another, or together they are too much.
        IReadOnlyList<IReadOnlyList<RelayedPayload>> parts = good.Count < payloads.Count ? [good] : [.. good.Chunk((good.Count + 1) / 2)];
        foreach (var part in parts.Where(static part => part.Count > 0))
        {
            if (await SendAsync(sender, part).ConfigureAwait(false) is not { } failure)
                continue;
            foreach (var payload in part)
                payload.Refused(failure);
        }

        return null;
    }

    // Simulated singly: those that are refused get their own refusal.
    private async Task<List<RelayedPayload>> CheckAsync(RelaySender sender, IReadOnlyList<RelayedPayload> payloads)
    {
        var good = new List<RelayedPayload>();
        foreach (var payload in payloads)
        {
            if (await sender.TryAsync(payload, stop).ConfigureAwait(false) is Refused own && !IsOfSender(own) && !IsOfNode(own))
                payload.Refused(own);
            else
                good.Add(payload);
        }

        return good;
    }

    private static bool IsOfSender(Refused refused) => refused.IsOuterSignature || refused.Reason is
        AlloraErrorReason.InsufficientFunds or AlloraErrorReason.CannotPayDataFee or AlloraErrorReason.NoFeeGrant or AlloraErrorReason.BudgetSpent or AlloraErrorReason.UnknownAccount
        or AlloraErrorReason.SequenceMismatch or AlloraErrorReason.UsedElsewhere or AlloraErrorReason.JournalHeld or AlloraErrorReason.JournalLost or AlloraErrorReason.JournalUnavailable;

    private static bool IsOfNode(Refused refused) => refused.Reason is
        AlloraErrorReason.Transport or AlloraErrorReason.Timeout or AlloraErrorReason.Unavailable or AlloraErrorReason.RateLimited or AlloraErrorReason.AccessDenied or AlloraErrorReason.MempoolFull
        or AlloraErrorReason.InsufficientFee or AlloraErrorReason.GasPriceJump or AlloraErrorReason.WrongChain or AlloraErrorReason.NotSynced;

    private static bool IsTooLarge(Refused refused) => refused.Reason is AlloraErrorReason.FeeAboveLimit or AlloraErrorReason.OutOfGas or AlloraErrorReason.TxTooLarge;
}
