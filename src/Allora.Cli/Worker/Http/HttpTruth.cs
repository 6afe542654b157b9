using Allora.Cli.Worker.Entries;
using Allora.Sdk.Roles;

namespace Allora.Cli.Worker.Http;

/// <summary>The ground truth behind HTTP: a number as plain text, or labels as JSON for a topic that has labels.</summary>
internal sealed class HttpTruth(ReputerEntry entry) : IGroundTruth, IDisposable
{
    private readonly HttpSource _scalar = new(entry.TruthEndpoint, entry);
    private readonly HttpSource? _labelled = entry.LabelsTruthEndpoint is { } labels ? new(labels, entry) : null;

    public async ValueTask<GroundTruth> GetAsync(ReputerContext context, CancellationToken cancellationToken)
    {
        var source = context.Topic.IsMulti && _labelled is not null ? _labelled : _scalar;
        var who = source.ToString();
        return await source.AskAsync(context.TopicId, context.Nonce, cancellationToken) switch
        {
            null => GroundTruth.Skip($"{who} has no truth for this nonce"),
            var text when context.Topic.IsMulti => GroundTruth.Labels(source.Read(text, answer => Answers.Labels(answer, who, Answers.Truth)).ToDictionary(static one => one.Key, static one => one.Value.ToDouble())),
            var text => GroundTruth.Value(source.Read(text, answer => Answers.Truth(answer, who)).ToDouble()),
        };
    }

    public void Dispose()
    {
        _scalar.Dispose();
        _labelled?.Dispose();
    }
}
