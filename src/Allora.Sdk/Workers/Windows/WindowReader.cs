using Allora.Sdk.Chain;

namespace Allora.Sdk.Workers.Windows;

/// <summary>The open submission windows of a topic's workers or reputers, and whether a wallet may use them.</summary>
internal sealed class WindowReader(AlloraClient client, WindowSide side, string address, WorkerOptions options)
{
    /// <summary>The obstacles of the role after the registration; null if there are none.</summary>
    public Func<CancellationToken, Task<Obstacle?>>? Requirement { get; init; }

    public async Task<RoleView> ReadAsync(CancellationToken cancellationToken)
    {
        var window = side == WindowSide.Worker
            ? await client.GetWorkerWindowAsync(options.TopicId, address, cancellationToken).ConfigureAwait(false)
            : await client.GetReputerWindowAsync(options.TopicId, address, cancellationToken).ConfigureAwait(false);
        return new RoleView
        {
            Height = window.Height,
            // A reputer's windows open a ground truth lag after their nonces: they do not show the topic's epochs.
            Window = side == WindowSide.Worker ? window : null,
            Obstacle = await ObstacleAsync(window, cancellationToken).ConfigureAwait(false),
            // Those of reputers depend on the topic and on older nonces.
            Open = side == WindowSide.Worker ? await OpenAsync(window, cancellationToken).ConfigureAwait(false) : [],
        };
    }

    private async Task<Obstacle?> ObstacleAsync(SubmissionWindow window, CancellationToken cancellationToken)
    {
        var (title, list) = side == WindowSide.Worker ? ("worker", "white list") : ("reputer", "reputers' white list");
        if (!window.IsWhitelisted)
            return new Obstacle(WorkerState.WaitingForPermission, $"{address} is not on the {list} of topic {window.TopicId}: ask the topic's owner to add it.");
        if (!window.IsRegistered)
        {
            return new Obstacle(WorkerState.WaitingForRegistration, options is { RegisterWhenNeeded: true, DryRun: false }
                ? $"registering the wallet as a {title} of the topic"
                : $"{address} is not registered as a {title} of topic {window.TopicId}, and this worker may not register it.");
        }

        if (Requirement is not null && await Requirement(cancellationToken).ConfigureAwait(false) is { } missing)
            return missing;
        return window.IsTopicActive
            ? null
            : new Obstacle(WorkerState.WaitingForActivity, $"topic {window.TopicId} is not active: it needs funding or stake before windows open.");
    }

    private async Task<IReadOnlyList<OpenWindow>> OpenAsync(SubmissionWindow window, CancellationToken cancellationToken)
    {
        if (!window.CanInclude)
            return [];
        var open = new List<OpenWindow> { new(window.Nonce, window.End) };
        // The chain does not report the end of other open nonces: each ends as long after its nonce as the window that it described.
        var length = window.End - window.Nonce;
        var nonces = await client.GetOpenWorkerNoncesAsync(window.TopicId, cancellationToken).ConfigureAwait(false);
        foreach (var nonce in nonces)
        {
            if (nonce != window.Nonce)
                open.Add(new OpenWindow(nonce, nonce + length));
        }

        return open;
    }
}
