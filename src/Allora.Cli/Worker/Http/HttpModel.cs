using Allora.Cli.Worker.Entries;
using Allora.Sdk;

namespace Allora.Cli.Worker.Http;

/// <summary>A model behind HTTP: a number as plain text, or labels as JSON. If both addresses are given, the topic decides.</summary>
internal sealed class HttpModel(WorkerEntry entry) : IPredictionProvider, IDisposable
{
    private readonly HttpSource? _scalar = entry.Endpoint is { } one ? new(one, entry) : null;
    private readonly HttpSource? _labelled = entry.LabelsEndpoint is { } labels ? new(labels, entry) : null;

    public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var hasLabels = _scalar is null || (_labelled is not null && context.Topic is { IsMulti: true });
        var source = hasLabels ? _labelled! : _scalar!;
        var who = source.ToString();
        return await source.AskAsync(context.TopicId, context.Nonce, cancellationToken) switch
        {
            null or "" => Prediction.Skip($"{who} has no answer for this window"),
            var text when hasLabels => Prediction.Labels(source.Read(text, answer => Answers.Labels(answer, who))),
            var text => Prediction.Value(source.Read(text, answer => Answers.Number(answer, who))),
        };
    }

    public void Dispose()
    {
        _scalar?.Dispose();
        _labelled?.Dispose();
    }
}
