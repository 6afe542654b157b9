using Allora.Sdk.Chain;

namespace Allora.Sdk.Workers.Windows;

/// <summary>The worker windows of a topic, which inferers and forecasters share, and whether a wallet may use them.</summary>
internal static class WorkerWindows
{
    public static async Task<RoleView> LookAsync(AlloraClient client, string address, WorkerOptions options, CancellationToken cancellationToken)
    {
        var window = await client.GetWorkerWindowAsync(options.TopicId, address, cancellationToken).ConfigureAwait(false);
        return new RoleView
        {
            Height = window.Height,
            Window = window,
            Obstacle = ObstacleOf(window, address, options),
            Open = await OpenAsync(client, window, cancellationToken).ConfigureAwait(false),
        };
    }

    private static Obstacle? ObstacleOf(WorkerWindow window, string address, WorkerOptions options)
    {
        if (!window.IsWhitelisted)
            return new Obstacle(WorkerState.WaitingForPermission, $"{address} is not on the white list of topic {window.TopicId}: ask the topic's owner to add it.");
        if (!window.IsRegistered)
        {
            return new Obstacle(WorkerState.WaitingForRegistration, options is { RegisterWhenNeeded: true, DryRun: false }
                ? "registering the wallet as a worker of the topic"
                : $"{address} is not registered as a worker of topic {window.TopicId}, and this worker may not register it.");
        }

        return window.IsTopicActive
            ? null
            : new Obstacle(WorkerState.WaitingForActivity, $"topic {window.TopicId} is not active: it needs funding or stake before windows open.");
    }

    private static async Task<IReadOnlyList<OpenWindow>> OpenAsync(AlloraClient client, WorkerWindow window, CancellationToken cancellationToken)
    {
        if (!window.CanInclude)
            return [];
        var open = new List<OpenWindow> { new(window.Nonce, window.End) };
        // Of other open nonces the chain tells no end: the window that it described is as long as they are.
        var length = window.End - window.Nonce;
        foreach (var nonce in await client.GetOpenWorkerNoncesAsync(window.TopicId, cancellationToken).ConfigureAwait(false))
        {
            if (nonce != window.Nonce)
                open.Add(new OpenWindow(nonce, nonce + length));
        }

        return open;
    }
}
