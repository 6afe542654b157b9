using Allora.Sdk.Roles;

namespace Allora.Cli.Worker;

/// <summary>What came true, behind HTTP: a number as plain text, or labels as JSON where the topic has labels.</summary>
internal sealed class HttpTruth(ReputerEntry entry) : IGroundTruth, IDisposable
{
    private readonly HttpSource _source = new(entry.TruthEndpoint!, entry);

    public async ValueTask<GroundTruth> GetAsync(ReputerContext context, CancellationToken cancellationToken)
    {
        var who = _source.ToString();
        return await _source.AskAsync(context.TopicId, context.Nonce, cancellationToken) switch
        {
            null => GroundTruth.Skip($"{who} has no truth for this nonce"),
            var text when context.Topic.IsMulti => GroundTruth.OfLabels(Answers.Labels(text, who).ToDictionary(static one => one.Key, static one => one.Value.ToDouble())),
            var text => GroundTruth.Value(Answers.Number(text, who).ToDouble()),
        };
    }

    public void Dispose() => _source.Dispose();
}
