using Allora.Sdk.Blocks;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Nonces;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Workers.Loop;

/// <summary>Whether all preconditions of an answer are met, and which windows are open. Queried after a start, a tick or a gap; never between a window's event and its answer.</summary>
internal sealed class Readiness(WorkerServices services)
{
    private static readonly TimeSpan TopicAge = TimeSpan.FromMinutes(10);

    private readonly RestartWatch _restart = new(services.Nonces, services.Role.Purpose, services.Options.TopicId, services.Logger);
    private long _topicReadAt;
    private int _polls;

    /// <summary>The result of one query of the chain.</summary>
    public sealed record Finding(WorkerState State, string Detail, IReadOnlyList<WindowTrigger> Open)
    {
        /// <summary>The height at which the next window opens, as the chain reported it; 0 if it did not.</summary>
        public long NextStart { get; init; }

        /// <summary>Whether the chain should be queried again soon, because its height contradicts the journal.</summary>
        public bool IsInDoubt { get; init; }
    }

    /// <exception cref="AlloraException">No node answered.</exception>
    public async Task<Finding> PollAsync(CancellationToken cancellationToken)
    {
        var receivedAt = services.Client.Time.GetTimestamp();
        services.Client.Endpoints.TakeTurn(_polls++);
        RoleView view;
        try
        {
            await services.Client.Chains.VerifyAsync(cancellationToken).ConfigureAwait(false);
            view = await PollFreshAsync(cancellationToken).ConfigureAwait(false);
            services.Blocks.Observe(view.Height);
            _restart.Check(view.Height);
            if (_restart.IsInDoubt)
                services.Client.Chains.Recheck();
            await RefreshTopicAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException exception) when (exception.Reason == AlloraErrorReason.UnknownTopic)
        {
            return new Finding(WorkerState.WaitingForTopic, $"The chain {services.Client.Network.ChainId} has no topic {services.Options.TopicId}: check the topic id and the network.", []);
        }

        var obstacle = await FundsAsync(view, cancellationToken).ConfigureAwait(false) ?? view.Obstacle;
        // At the end height itself the next block is too late.
        var open = view.Open.Where(window => view.Height + 1 <= window.End).Select(window => new WindowTrigger(window.Nonce, window.End, null, receivedAt) { SeenAt = view.Height, FromPoll = true });
        open = services.Role.OldestFirst ? open.OrderBy(window => window.Nonce) : open.OrderByDescending(window => window.Nonce);
        obstacle ??= Waiting(view) ?? (services.HeldBack is { } held ? new Obstacle(WorkerState.HoldingBack, held) : null);
        return new Finding(obstacle?.State ?? WorkerState.Ready, obstacle?.Detail ?? "", [.. open]) { NextStart = view.Window?.NextStart ?? view.Waiting?.Older.End ?? 0, IsInDoubt = _restart.IsInDoubt };
    }

    // An older nonce that is not settled yet is the one to answer: nothing waits for it.
    private Obstacle? Waiting(RoleView view)
    {
        var waiting = view.Waiting is { } found
            && (found.Older.End <= view.Height || services.Nonces.IsSettled(services.Role.Purpose, services.Options.TopicId, found.Older.Nonce)) ? view.Waiting : null;
        services.Telemetry.Heartbeat.Waiting(waiting, view.Height);
        return waiting is { } nonce ? new Obstacle(WorkerState.WaitingForOlderNonce, nonce.Detail(view.Height)) : null;
    }

    // While all queries go to one endpoint, its lag would stay unnoticed: others are queried for their heights meanwhile.
    private async Task<RoleView> PollFreshAsync(CancellationToken cancellationToken)
    {
        var endpoints = services.Client.Endpoints;
        endpoints.Compare();
        var view = await services.Role.PollAsync(cancellationToken).ConfigureAwait(false);
        return endpoints.IsStale(view.Height) ? await services.Role.PollAsync(cancellationToken).ConfigureAwait(false) : view;
    }

    private async Task<Obstacle?> FundsAsync(RoleView view, CancellationToken cancellationToken)
    {
        if (services.Relay is { } relay && view.Obstacle?.State != WorkerState.WaitingForRegistration)
        {
            var (coins, reason) = await RelayFunds.CheckAsync(services.Client.Network, relay, cancellationToken).ConfigureAwait(false);
            services.Telemetry.Polled(services.Blocks.Height, view.Window, services.Topic?.EpochLength ?? 0, coins);
            return reason;
        }

        var network = services.Client.Network;
        var balance = await services.Session.Funds.GetAsync(cancellationToken).ConfigureAwait(false);
        services.Telemetry.Polled(services.Blocks.Height, view.Window, services.Topic?.EpochLength ?? 0, balance);
        if (services.Session.UsedElsewhere is { } use)
            return new Obstacle(WorkerState.UsedElsewhere, use);
        if (!services.Options.DryRun && services.Session.BudgetExhausted is { } spent)
            return new Obstacle(WorkerState.WaitingForBudget, spent);
        if (balance == default(UAllo) && services.Session.Options.FeeGranter is null)
            return new Obstacle(WorkerState.WaitingForFunds, $"{services.Wallet.Address} has no {network.Denom} on {network.ChainId}: send it some for fees.");
        var limit = await services.Session.AboveLimitAsync(services.Options.Fees, services.Role.Purpose, cancellationToken).ConfigureAwait(false);
        return limit switch
        {
            null => null,
            { Reason: AlloraErrorReason.BudgetSpent } => services.Options.DryRun ? null : new Obstacle(WorkerState.WaitingForBudget, limit.Message),
            _ => new Obstacle(WorkerState.WaitingForGasPrice, limit.Message),
        };
    }

    private async Task RefreshTopicAsync(CancellationToken cancellationToken)
    {
        if (services.Topic is not null && services.Client.Time.GetElapsedTime(_topicReadAt) < TopicAge)
            return;
        services.Topic = await services.Client.GetTopicAsync(services.Options.TopicId, cancellationToken).ConfigureAwait(false);
        _topicReadAt = services.Client.Time.GetTimestamp();
    }
}
