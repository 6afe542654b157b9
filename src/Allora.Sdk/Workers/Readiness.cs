using Allora.Sdk.Chain;
using Allora.Sdk.Values;

namespace Allora.Sdk.Workers;

/// <summary>Whether everything that an answer needs is in place, and which windows are open. Asked after a start, a tick or a gap; never between a window's event and its answer.</summary>
internal sealed class Readiness(WorkerParts parts)
{
    private static readonly TimeSpan TopicAge = TimeSpan.FromMinutes(10);

    private long _topicReadAt;

    /// <summary>What one look at the chain found.</summary>
    public sealed record Finding(WorkerState State, string Detail, IReadOnlyList<WindowHint> Open);

    /// <exception cref="AlloraException">The chain cannot be asked.</exception>
    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var heardAt = parts.Client.Time.GetTimestamp();
        WorkerWindow window;
        try
        {
            window = await parts.Client.GetWorkerWindowAsync(parts.Options.TopicId, parts.Wallet.Address, cancellationToken).ConfigureAwait(false);
            parts.Blocks.Observe(window.Height);
            await RefreshTopicAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException exception) when (exception.Reason == AlloraErrorReason.UnknownTopic)
        {
            return new Finding(WorkerState.WaitingForTopic, $"The chain {parts.Client.Network.ChainId} has no topic {parts.Options.TopicId}: check the topic id and the network.", []);
        }

        var (state, detail) = await JudgeAsync(window, cancellationToken).ConfigureAwait(false);
        return new Finding(state, detail, await OpenAsync(window, heardAt, cancellationToken).ConfigureAwait(false));
    }

    private async Task<(WorkerState State, string Detail)> JudgeAsync(WorkerWindow window, CancellationToken cancellationToken)
    {
        var network = parts.Client.Network;
        var balance = await parts.Client.GetBalanceAsync(parts.Wallet.Address, cancellationToken).ConfigureAwait(false);
        parts.Telemetry.Looked(window, balance);
        if (balance == default(UAllo))
            return (WorkerState.WaitingForFunds, $"{parts.Wallet.Address} holds no {network.Denom} on {network.ChainId}: send it some for fees.");
        if (!window.IsWhitelisted)
            return (WorkerState.WaitingForPermission, $"{parts.Wallet.Address} is not on the white list of topic {window.TopicId}: ask the topic's owner to add it.");
        if (!window.IsRegistered)
        {
            return (WorkerState.WaitingForRegistration, parts.Options is { RegisterWhenNeeded: true, DryRun: false }
                ? "registering the wallet as a worker of the topic"
                : $"{parts.Wallet.Address} is not registered as a worker of topic {window.TopicId}, and this worker may not register it.");
        }

        return window.IsTopicActive
            ? (WorkerState.Ready, "")
            : (WorkerState.WaitingForActivity, $"topic {window.TopicId} is not active: it needs funding or stake before windows open.");
    }

    private async Task<IReadOnlyList<WindowHint>> OpenAsync(WorkerWindow window, long heardAt, CancellationToken cancellationToken)
    {
        // At the end height itself the next block is too late.
        if (!window.IsOpen || window.Height + 1 > window.End)
            return [];
        var hints = new List<WindowHint> { new(window.Nonce, window.End, null, heardAt) };
        var length = window.End - window.Nonce;
        foreach (var nonce in await parts.Client.GetOpenWorkerNoncesAsync(window.TopicId, cancellationToken).ConfigureAwait(false))
        {
            if (nonce != window.Nonce && window.Height + 1 <= nonce + length)
                hints.Add(new WindowHint(nonce, nonce + length, null, heardAt));
        }

        return hints;
    }

    private async Task RefreshTopicAsync(CancellationToken cancellationToken)
    {
        if (parts.Topic is not null && parts.Client.Time.GetElapsedTime(_topicReadAt) < TopicAge)
            return;
        parts.Topic = await parts.Client.GetTopicAsync(parts.Options.TopicId, cancellationToken).ConfigureAwait(false);
        _topicReadAt = parts.Client.Time.GetTimestamp();
    }
}
