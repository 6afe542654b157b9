using Allora.Sdk.Chain;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Roles;

/// <summary>The reputer windows of a topic, and what is in the way of a wallet's using them.</summary>
internal static class ReputerWindows
{
    public static async Task<RoleView> LookAsync(AlloraClient client, string address, WorkerOptions options, ReputerLoss? loss, CancellationToken cancellationToken)
    {
        var window = await client.GetReputerWindowAsync(options.TopicId, address, cancellationToken).ConfigureAwait(false);
        return new RoleView
        {
            Height = window.Height,
            Obstacle = await ObstacleAsync(client, window, address, options, loss, cancellationToken).ConfigureAwait(false),
            Open = await OpenAsync(client, window, cancellationToken).ConfigureAwait(false),
        };
    }

    private static async Task<Obstacle?> ObstacleAsync(
        AlloraClient client, ReputerWindow window, string address, WorkerOptions options, ReputerLoss? loss, CancellationToken cancellationToken)
    {
        if (loss is not null && loss.MissingFor(await client.GetTopicAsync(window.TopicId, cancellationToken).ConfigureAwait(false)) is { } missing)
            return new Obstacle(WorkerState.WaitingForConfiguration, missing);
        if (!window.IsWhitelisted)
            return new Obstacle(WorkerState.WaitingForPermission, $"{address} is not on the reputers' white list of topic {window.TopicId}: ask the topic's owner to add it.");
        if (!window.IsRegistered)
        {
            return new Obstacle(WorkerState.WaitingForRegistration, options is { RegisterWhenNeeded: true, DryRun: false }
                ? "registering the wallet as a reputer of the topic"
                : $"{address} is not registered as a reputer of topic {window.TopicId}, and this worker may not register it.");
        }

        var (stake, required) = await client.GetReputerStakeAsync(window.TopicId, address, cancellationToken).ConfigureAwait(false);
        if (stake < required)
        {
            return new Obstacle(WorkerState.WaitingForStake, options is { MinimumStake: { } minimum, DryRun: false } && minimum >= required
                ? $"staking up to {minimum}"
                : $"{address} has a stake of {stake} in topic {window.TopicId}, the chain takes losses from {required} on: stake more, or set {nameof(WorkerOptions.MinimumStake)} to at least that.");
        }

        return window.IsTopicActive
            ? null
            : new Obstacle(WorkerState.WaitingForActivity, $"topic {window.TopicId} is not active: it needs funding or stake before windows open.");
    }

    private static async Task<IReadOnlyList<OpenWindow>> OpenAsync(AlloraClient client, ReputerWindow window, CancellationToken cancellationToken)
    {
        if (!window.CanInclude)
            return [];
        var open = new List<OpenWindow> { new(window.Nonce, window.End) };
        // Of other open nonces the chain tells no end: the window that it described ends as long after its nonce as theirs do.
        var length = window.End - window.Nonce;
        foreach (var nonce in await client.GetOpenReputerNoncesAsync(window.TopicId, cancellationToken).ConfigureAwait(false))
        {
            if (nonce != window.Nonce)
                open.Add(new OpenWindow(nonce, nonce + length));
        }

        return open;
    }
}
