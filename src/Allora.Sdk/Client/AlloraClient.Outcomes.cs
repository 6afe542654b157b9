using Allora.Sdk.Values;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>What inferers said in a topic's last closed window, by address; the first value where a topic has labels.</summary>
    internal Task<IReadOnlyList<(string Address, ChainDecimal Value)>> GetLatestInferencesAsync(ulong topicId, CancellationToken cancellationToken) =>
        AskAsync((schema, calls) => schema.GetLatestInferencesAsync(calls, topicId, cancellationToken), cancellationToken);

    /// <summary>The scores for a nonce by address; none while the losses are not in, or no longer kept.</summary>
    internal Task<IReadOnlyList<(string Address, ChainDecimal Score)>> GetScoresAsync(
        SubmissionActor actor, ulong topicId, long nonce, CancellationToken cancellationToken) =>
        AskAsync((schema, calls) => schema.GetScoresAsync(calls, actor, topicId, nonce, cancellationToken), cancellationToken);
}
