using System.Globalization;
using Allora.Sdk.Blocks;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Workers.Loop;

/// <summary>One submission for one nonce, without a loop.</summary>
internal sealed class OneSubmission(WorkerServices services)
{
    /// <summary>Submits for a nonce whose window is open, and follows the submission to its terminal result.</summary>
    /// <exception cref="AlloraException">The chain knows no such topic, or no node answered in time.</exception>
    public async Task<SubmissionResult> RunAsync(long nonce, CancellationToken cancellationToken)
    {
        var view = await services.Role.PollAsync(cancellationToken).ConfigureAwait(false);
        services.Blocks.Observe(view.Height);
        if (services.Nonces.IsSettled(services.Role.Purpose, services.Options.TopicId, nonce))
            return Ended(nonce, SubmissionStatus.AlreadySubmitted, AlloraErrorReason.AlreadySubmitted, string.Create(CultureInfo.InvariantCulture, $"the journal holds an outcome for nonce {nonce} already"));
        if (view.Open.All(open => open.Nonce != nonce))
        {
            var others = view.Open.Count == 0 ? "no window is open" : $"open: {string.Join(", ", view.Open.Select(open => open.Nonce.ToString(CultureInfo.InvariantCulture)))}";
            return Ended(nonce, SubmissionStatus.Missed, AlloraErrorReason.WindowNotOpen, string.Create(CultureInfo.InvariantCulture, $"the window of nonce {nonce} is not open at height {view.Height}; {others}"));
        }

        if (view.Obstacle is { } obstacle && !await OvercomeAsync(obstacle, cancellationToken).ConfigureAwait(false))
            return Ended(nonce, SubmissionStatus.Rejected, ReasonOf(obstacle.State), obstacle.Detail);
        services.Topic = await services.Client.GetTopicAsync(services.Options.TopicId, cancellationToken).ConfigureAwait(false);
        var window = new WindowTrigger(nonce, view.Open.First(open => open.Nonce == nonce).End, null, services.Client.Time.GetTimestamp()) { SeenAt = view.Height, FromPoll = true };
        // The given prediction, or none: a bundle of an earlier run is not sent in its place.
        var run = new NonceRun(services, window) { ReuseSigned = false };
        var result = await run.RunAsync(TakePending(nonce), cancellationToken).ConfigureAwait(false);
        await services.Nonces.SettleAsync(services.Role.Purpose, result, run.Prediction).ConfigureAwait(false);
        services.Publish(result);
        return result;
    }

    // Transactions of other nonces are adopted again, so that their outcomes are still recorded.
    private PendingTransaction? TakePending(long nonce)
    {
        PendingTransaction? own = null;
        foreach (var pending in services.Session.TakeUnfinished(services.Options.TopicId, services.Role.Purpose))
        {
            if (own is null && pending.Nonce == nonce)
                own = pending;
            else
                services.Session.Adopt(pending);
        }

        return own;
    }

    private async Task<bool> OvercomeAsync(Obstacle obstacle, CancellationToken cancellationToken) =>
        obstacle.State == WorkerState.WaitingForRegistration && services.Options is { RegisterWhenNeeded: true, DryRun: false }
        && await new Registration(services).RunAsync(cancellationToken).ConfigureAwait(false);

    private SubmissionResult Ended(long nonce, SubmissionStatus status, AlloraErrorReason reason, string message) => new()
    {
        TopicId = services.Options.TopicId,
        Nonce = nonce,
        Wallet = services.Wallet.Address,
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
