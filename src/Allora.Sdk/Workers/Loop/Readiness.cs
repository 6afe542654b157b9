using Allora.Sdk.Blocks;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Workers.Loop;

/// <summary>Whether all preconditions of an answer are met, and which windows are open. Queried after a start, a tick or a gap; never between a window's event and its answer.</summary>
internal sealed class Readiness(WorkerParts parts)
{
    private static readonly TimeSpan TopicAge = TimeSpan.FromMinutes(10);

    private long _topicReadAt;

    /// <summary>The result of one query of the chain.</summary>
    public sealed record Finding(WorkerState State, string Detail, IReadOnlyList<WindowHint> Open)
    {
        /// <summary>The height at which the next window opens, as the chain reported it; 0 if it did not.</summary>
        public long NextStart { get; init; }
    }

    /// <exception cref="AlloraException">No node answered.</exception>
    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var heardAt = parts.Client.Time.GetTimestamp();
        RoleView view;
        try
        {
            view = await FreshLookAsync(cancellationToken).ConfigureAwait(false);
            parts.Blocks.Observe(view.Height);
            await RefreshTopicAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException exception) when (exception.Reason == AlloraErrorReason.UnknownTopic)
        {
            return new Finding(WorkerState.WaitingForTopic, $"The chain {parts.Client.Network.ChainId} has no topic {parts.Options.TopicId}: check the topic id and the network.", []);
        }

        var obstacle = await FundsAsync(view, cancellationToken).ConfigureAwait(false) ?? view.Obstacle;
        // At the end height itself the next block is too late.
        var open = view.Open.Where(window => view.Height + 1 <= window.End).Select(window => new WindowHint(window.Nonce, window.End, null, heardAt) { Asked = true });
        open = parts.Role.OldestFirst ? open.OrderBy(window => window.Nonce) : open.OrderByDescending(window => window.Nonce);
        return new Finding(obstacle?.State ?? WorkerState.Ready, obstacle?.Detail ?? "", [.. open]) { NextStart = view.Window?.NextStart ?? 0 };
    }

    // While all queries go to one endpoint, its lag would stay unnoticed: others are queried for their heights meanwhile.
    private async Task<RoleView> FreshLookAsync(CancellationToken cancellationToken)
    {
        var endpoints = parts.Client.Endpoints;
        endpoints.Compare();
        var view = await parts.Role.LookAsync(cancellationToken).ConfigureAwait(false);
        return endpoints.IsStale(view.Height) ? await parts.Role.LookAsync(cancellationToken).ConfigureAwait(false) : view;
    }

    private async Task<Obstacle?> FundsAsync(RoleView view, CancellationToken cancellationToken)
    {
        var network = parts.Client.Network;
        var balance = await parts.Session.Funds.GetAsync(cancellationToken).ConfigureAwait(false);
        parts.Telemetry.Looked(view.Height, view.Window, balance);
        if (!parts.Options.DryRun && parts.Session.BudgetExhausted is { } spent)
            return new Obstacle(WorkerState.WaitingForBudget, spent);
        return balance == default(UAllo) && parts.Session.Options.FeeGranter is null
            ? new Obstacle(WorkerState.WaitingForFunds, $"{parts.Wallet.Address} has no {network.Denom} on {network.ChainId}: send it some for fees.")
            : null;
    }

    private async Task RefreshTopicAsync(CancellationToken cancellationToken)
    {
        if (parts.Topic is not null && parts.Client.Time.GetElapsedTime(_topicReadAt) < TopicAge)
            return;
        parts.Topic = await parts.Client.GetTopicAsync(parts.Options.TopicId, cancellationToken).ConfigureAwait(false);
        _topicReadAt = parts.Client.Time.GetTimestamp();
    }
}
