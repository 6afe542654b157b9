using System.Collections.Concurrent;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Sending.Sender;

namespace Allora.Sdk.Sending.Relays;

/// <summary>Transactions of other wallets, for one worker. Its bundle is in its own journal before it is offered to any of them.</summary>
internal sealed class RelayRoute(PayloadRelay relay) : IPayloadRoute
{
    private readonly ConcurrentDictionary<string, (RelayBatch Batch, int Index, SendRequest Request)> _sent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, bool> _isAlone = [];

    public async Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        RelayedPayload payload;
        try
        {
            var message = (await request.Messages(cancellationToken).ConfigureAwait(false))[0];
            // A transaction of an earlier run, or of an earlier attempt, may still be included: a second one would be paid for in vain.
            if (!request.DryRun && relay.Find(PayloadSender.Signed(message)) is { } before)
                return Sent(before, 1, request);
            payload = new RelayedPayload(message, request, _isAlone.ContainsKey(request.Nonce));
        }
        catch (AlloraException exception)
        {
            return Refused.From(exception, SubmissionStage.Signing);
        }

        if (request.DryRun)
            return await relay.Senders[0].TryAsync(payload, cancellationToken).ConfigureAwait(false);
        var answer = await relay.SubmitAsync(payload, cancellationToken).ConfigureAwait(false);
        return answer.Batch is { } batch ? Sent(batch, answer.Index, request) : answer.NotSent!;
    }

    public async Task<Confirmation> FollowAsync(PendingTransaction sent, bool sendAtOnce, bool mayReplace, CancellationToken cancellationToken)
    {
        if (!_sent.TryRemove(sent.Hash, out var mine))
            throw new InvalidOperationException($"The transaction {sent.Hash} was not sent for this worker.");
        var outcome = await mine.Batch.Outcome.WaitAsync(cancellationToken).ConfigureAwait(false);
        var own = mine.Batch.OutcomeFor(outcome, mine.Request, mine.Index);
        if (own is Expired && outcome.Confirmation is InBlock)
            _isAlone[mine.Request.Nonce] = true;
        return own;
    }

    private Sent Sent(RelayBatch batch, int index, SendRequest request)
    {
        var share = batch.ShareOf(request, index);
        _sent[share.Hash] = (batch, index, request);
        return new Sent(share);
    }
}
