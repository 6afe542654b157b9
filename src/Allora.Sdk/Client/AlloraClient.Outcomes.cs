using Allora.Sdk.Values;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>The inferences of a topic's last closed window, by address; the first value if the topic has labels.</summary>
    internal Task<IReadOnlyList<(string Address, ChainDecimal Value)>> GetLatestInferencesAsync(ulong topicId, CancellationToken cancellationToken) =>
        QueryAsync((schema, calls) => schema.GetLatestInferencesAsync(calls, topicId, cancellationToken), cancellationToken);

    /// <summary>The scores for a nonce by address; none until the losses are submitted, or when they are no longer kept.</summary>
    internal Task<IReadOnlyList<(string Address, ChainDecimal Score)>> GetScoresAsync(
        SubmissionActor actor, ulong topicId, long nonce, CancellationToken cancellationToken) =>
        QueryAsync((schema, calls) => schema.GetScoresAsync(calls, actor, topicId, nonce, cancellationToken), cancellationToken);
}
