using Allora.Sdk;

namespace Allora.Cli.Worker;

/// <summary>A model behind HTTP: a number as plain text, or labels as JSON.</summary>
internal sealed class HttpModel(WorkerEntry entry) : IPredictionProvider, IDisposable
{
    private readonly bool _hasLabels = entry.LabelsEndpoint is not null;
    private readonly HttpSource _source = new(entry.LabelsEndpoint ?? entry.Endpoint!, entry);

    public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var who = _source.ToString();
        return await _source.AskAsync(context.TopicId, context.Nonce, cancellationToken) switch
        {
            null => Prediction.Skip($"{who} has no answer for this window"),
            var text when _hasLabels => Prediction.Labels(Answers.Labels(text, who)),
            var text => Prediction.Value(Answers.Number(text, who)),
        };
    }

    public void Dispose() => _source.Dispose();
}
