using Allora.Sdk.Values;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>What inferers said in a topic's last closed window, by address; the first value where a topic has labels.</summary>
    internal Task<IReadOnlyList<(string Address, ChainDecimal Value)>> GetLatestInferencesAsync(ulong topicId, CancellationToken cancellationToken) =>
        AskAsync((schema, calls) => schema.GetLatestInferencesAsync(calls, topicId, cancellationToken), cancellationToken);
}
