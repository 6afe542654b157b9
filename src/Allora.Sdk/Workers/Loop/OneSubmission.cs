using System.Globalization;
using Allora.Sdk.Blocks;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Workers.Loop;

/// <summary>One submission for one nonce, without a loop.</summary>
internal sealed class OneSubmission(WorkerParts parts)
{
    /// <summary>Submits for a nonce whose window is open, and follows the submission to its terminal result.</summary>
    /// <exception cref="AlloraException">The chain knows no such topic, or no node answered in time.</exception>
    public async Task<SubmissionResult> RunAsync(long nonce, CancellationToken cancellationToken)
    {
        var view = await parts.Role.LookAsync(cancellationToken).ConfigureAwait(false);
        parts.Blocks.Observe(view.Height);
        if (parts.Nonces.IsSettled(parts.Role.Purpose, parts.Options.TopicId, nonce))
            return Ended(nonce, SubmissionStatus.AlreadySubmitted, AlloraErrorReason.AlreadySubmitted, string.Create(CultureInfo.InvariantCulture, $"the journal holds an outcome for nonce {nonce} already"));
        if (view.Open.All(open => open.Nonce != nonce))
        {
            var others = view.Open.Count == 0 ? "no window is open" : $"open: {string.Join(", ", view.Open.Select(open => open.Nonce.ToString(CultureInfo.InvariantCulture)))}";
            return Ended(nonce, SubmissionStatus.Missed, AlloraErrorReason.WindowNotOpen, string.Create(CultureInfo.InvariantCulture, $"the window of nonce {nonce} is not open at height {view.Height}; {others}"));
        }

        if (view.Obstacle is { } obstacle && !await OvercomeAsync(obstacle, cancellationToken).ConfigureAwait(false))
            return Ended(nonce, SubmissionStatus.Rejected, ReasonOf(obstacle.State), obstacle.Detail);
        parts.Topic = await parts.Client.GetTopicAsync(parts.Options.TopicId, cancellationToken).ConfigureAwait(false);
        var window = new WindowHint(nonce, view.Open.First(open => open.Nonce == nonce).End, null, parts.Client.Time.GetTimestamp()) { Asked = true };
        var run = new NonceRun(parts, window);
        var result = await run.RunAsync(TakePending(nonce), cancellationToken).ConfigureAwait(false);
        await parts.Nonces.SettleAsync(parts.Role.Purpose, result, run.Prediction).ConfigureAwait(false);
        parts.Publish(result);
        return result;
    }

    // Transactions of other nonces are adopted again, so that their outcomes are still recorded.
    private PendingTransaction? TakePending(long nonce)
    {
        PendingTransaction? own = null;
        foreach (var pending in parts.Session.TakeUnfinished(parts.Options.TopicId, parts.Role.Purpose))
        {
            if (own is null && pending.Nonce == nonce)
                own = pending;
            else
                parts.Session.Adopt(pending);
        }

        return own;
    }

    private async Task<bool> OvercomeAsync(Obstacle obstacle, CancellationToken cancellationToken) =>
        obstacle.State == WorkerState.WaitingForRegistration && parts.Options is { RegisterWhenNeeded: true, DryRun: false }
        && await new Registration(parts).RunAsync(cancellationToken).ConfigureAwait(false);

    private SubmissionResult Ended(long nonce, SubmissionStatus status, AlloraErrorReason reason, string message) => new()
    {
        TopicId = parts.Options.TopicId,
        Nonce = nonce,
        Wallet = parts.Wallet.Address,
        Status = status,
        Reason = reason,
        Message = message,
    };

    private static AlloraErrorReason ReasonOf(WorkerState state) => state switch
    {
        WorkerState.WaitingForRegistration => AlloraErrorReason.NotRegistered,
        WorkerState.WaitingForPermission => AlloraErrorReason.NotPermitted,
        _ => AlloraErrorReason.WindowNotOpen,
    };
}
