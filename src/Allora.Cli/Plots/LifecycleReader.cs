using Allora.Cli.Inferences;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Events;

namespace Allora.Cli.Plots;

/// <summary>Builds a lifecycle from the chain alone: blocks' events, the wallet's transactions, and scores.</summary>
internal sealed class LifecycleReader(AlloraClient client, ulong topicId, string? worker)
{
    private const int AtOnce = 8;

    private readonly BlockBook _book = new(client, topicId);

    public async Task<Lifecycle> ReadAsync(LifecycleRange range, Action<double> progress, CancellationToken cancellationToken)
    {
        var topic = await client.GetTopicAsync(topicId, cancellationToken);
        var head = await client.GetBlockHeaderAsync(null, cancellationToken);
        var finder = new WindowFinder(_book, topic, head.Height);
        var found = await finder.FindAsync(range, share => progress(share / 2), cancellationToken);
        var submissions = worker is null || found.Count == 0
            ? new Dictionary<long, WindowSubmission>()
            : await new SubmissionReader(client, worker, topicId).ReadAsync(found[0].Nonce, found[^1].End, cancellationToken);
        var windows = new LifecycleWindow[found.Count];
        var done = 0;
        await Parallel.ForAsync(0, found.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (index, token) =>
        {
            windows[index] = await WindowAsync(found[index], head, submissions.GetValueOrDefault(found[index].Nonce), token);
            progress(0.5 + (0.5 * Interlocked.Increment(ref done) / found.Count));
        });
        return new Lifecycle
        {
            ChainId = client.Network.ChainId,
            Topic = topic,
            Worker = worker,
            Head = head,
            Windows = worker is null ? windows : await ScoredAsync(windows, cancellationToken),
            Shortened = finder.Shortened,
        };
    }

    private async Task<LifecycleWindow> WindowAsync((long Nonce, long End) found, BlockHeader head, WindowSubmission? submission, CancellationToken cancellationToken)
    {
        var opened = await _book.HeaderAsync(found.Nonce, cancellationToken);
        var isClosed = found.End <= head.Height;
        IReadOnlyList<TypedEvent> closing = isClosed ? await _book.EventsAsync(found.End, cancellationToken) : [];
        var network = closing.Select(InferenceEvent.Read).FirstOrDefault(inference => inference is { IsOutlierResistant: false, Combined.Count: > 0 } && inference.Nonce == found.Nonce);
        var active = closing.FirstOrDefault(happened => happened.Name == "EventActiveInferersSet" && happened.Number("nonce_block_height") == found.Nonce)?.List("addresses");
        return new LifecycleWindow
        {
            Nonce = found.Nonce,
            End = found.End,
            Opened = opened.Time,
            Closes = isClosed ? (await _book.HeaderAsync(found.End, cancellationToken)).Time : Expected(opened, head, found.End),
            IsClosed = isClosed,
            Network = network?.Combined ?? new Dictionary<string, string>(),
            Inferers = network?.Inferers ?? 0,
            // A node reports a transaction's time in whole seconds; its block's time is exact.
            Submission = submission is null ? null : submission with { Time = (await _book.HeaderAsync(submission.Height, cancellationToken)).Time },
            // The chain lists the active ones of inferences; a forecast alone is not among them.
            IsActive = submission is { Succeeded: true, Values.Count: > 0 } && worker is not null && active is not null ? active.Contains(worker) : null,
        };
    }

    // At the pace of the blocks since it opened.
    private static DateTimeOffset Expected(BlockHeader opened, BlockHeader head, long end) => head.Height > opened.Height
        ? head.Time + ((head.Time - opened.Time) / (head.Height - opened.Height) * (end - head.Height))
        : head.Time;

    // Scores arrive with the reputers' losses, usually in a block that opens a later window; otherwise the chain is queried, which drops them after a while.
    private async Task<IReadOnlyList<LifecycleWindow>> ScoredAsync(LifecycleWindow[] windows, CancellationToken cancellationToken)
    {
        var told = new Dictionary<long, string>();
        foreach (var happened in _book.All.Where(static happened => happened.Name == "EventScoresSet" && IsOfInferers(happened)))
        {
            var index = happened.List("addresses").ToList().IndexOf(worker!);
            if (index >= 0 && happened.Number("block_height") is { } nonce && happened.List("scores") is var scores && index < scores.Count)
                told[nonce] = scores[index];
        }

        var scored = new LifecycleWindow[windows.Length];
        await Parallel.ForAsync(0, windows.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (index, token) =>
        {
            var window = windows[index];
            scored[index] = window.IsActive != true ? window
                : window with { Score = told.GetValueOrDefault(window.Nonce) ?? await client.GetInfererScoreAsync(topicId, window.Nonce, worker!, token) };
        });
        return scored;
    }

    private static bool IsOfInferers(TypedEvent happened) => happened.Text("actor_type") is not { } actor || !(actor.Contains("FORECASTER", StringComparison.Ordinal) || actor.Contains("REPUTER", StringComparison.Ordinal));
}
