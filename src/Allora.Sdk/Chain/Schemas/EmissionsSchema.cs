using Allora.Sdk.Encodings;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>
/// The emissions module: its queries, its payloads, its events' names. The newest version's generated types read the replies of every version
/// if the newer message only adds fields; a version overrides the queries for which that is not so.
/// </summary>
/// <param name="name">The version, such as "v10".</param>
/// <param name="latestInference">The query for the latest inference of a worker: its name differs, its messages do not.</param>
/// <param name="payloads">How the version writes payloads.</param>
internal abstract partial class EmissionsSchema(string name, string latestInference, PayloadEncoding payloads)
{
    private readonly EmissionsMethods _methods = new(name, $"emissions.{name}.QueryService", latestInference, payloads.TakesLabels);

    /// <summary>The version, such as "v10".</summary>
    public string Name { get; } = name;

    /// <summary>The encoding of payloads.</summary>
    public PayloadEncoding Payloads { get; } = payloads;

    /// <summary>The type of the block event that opens a window.</summary>
    public string WindowOpenedEvent { get; } = $"emissions.{name}.EventWorkerSubmissionWindowOpened";

    /// <summary>The type of the block event that closes a window.</summary>
    public string WindowClosedEvent { get; } = $"emissions.{name}.EventWorkerSubmissionWindowClosed";

    /// <summary>The module's query service.</summary>
    protected string Service { get; } = $"emissions.{name}.QueryService";

    /// <summary>Whether an own submission is visible while its window is open.</summary>
    protected abstract bool ShowsOpenSubmissions { get; }

    /// <summary>Sends a minimal query: only whether the node has the service matters.</summary>
    public Task ProbeAsync(IChainCalls calls, CancellationToken cancellationToken) =>
        calls.CallAsync(_methods.IsTopicActive, new IsTopicActiveRequest { TopicId = 1 }, cancellationToken);

    public async Task<TopicInfo> GetTopicAsync(IChainCalls calls, ulong topicId, CancellationToken cancellationToken) =>
        (await calls.CallAsync(_methods.Topic, new GetTopicRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>The scores of a kind of actor for a nonce; none until the losses are submitted.</summary>
    public async Task<IReadOnlyList<(string Address, ChainDecimal Score)>> GetScoresAsync(
        IChainCalls calls, SubmissionActor actor, ulong topicId, long nonce, CancellationToken cancellationToken)
    {
        var reply = actor switch
        {
            SubmissionActor.Forecaster => await calls.CallAsync(
                _methods.ForecastScores, new GetWorkerForecastScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken).ConfigureAwait(false),
            SubmissionActor.Reputer => await calls.CallAsync(
                _methods.ReputerScores, new GetReputersScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken).ConfigureAwait(false),
            _ => await calls.CallAsync(
                _methods.InferenceScores, new GetWorkerInferenceScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken).ConfigureAwait(false),
        };
        return reply.Value;
    }

    /// <summary>The inferences of the topic's last closed window; the first value if the topic has labels.</summary>
    public abstract Task<IReadOnlyList<(string Address, ChainDecimal Value)>> GetLatestInferencesAsync(
        IChainCalls calls, ulong topicId, CancellationToken cancellationToken);

    public async Task<bool> IsWorkerRegisteredAsync(
        IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var request = new IsWorkerRegisteredInTopicIdRequest { TopicId = topicId, Address = address };
        return (await calls.CallAsync(_methods.IsRegistered, request, cancellationToken).ConfigureAwait(false)).IsRegistered;
    }

    public async Task<bool> CanSubmitWorkerPayloadAsync(
        IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var request = new CanSubmitWorkerPayloadRequest { TopicId = topicId, Address = address };
        return (await calls.CallAsync(_methods.CanSubmit, request, cancellationToken).ConfigureAwait(false)).CanSubmitWorkerPayload;
    }

    /// <summary>Whether the chain has the address's inference for the nonce; null if that is unknown.</summary>
    public async Task<bool?> HasSubmittedAsync(
        IChainCalls calls, ulong topicId, string address, long nonce, CancellationToken cancellationToken)
    {
        if ((await FindLatestAsync(calls, topicId, address, cancellationToken).ConfigureAwait(false))?.BlockHeight == nonce)
            return true;
        if (!ShowsOpenSubmissions)
            return null;

        // A closed window hides submissions, too. In this order, a nonce that is still open now was open at the first query.
        var request = new IsWorkerNonceUnfulfilledRequest { TopicId = topicId, BlockHeight = nonce };
        var open = await calls.CallAsync(_methods.IsNonceUnfulfilled, request, cancellationToken).ConfigureAwait(false);
        return open.IsWorkerNonceUnfulfilled ? false : null;
    }

    /// <summary>The digest of the address's inference for the nonce, as <see cref="SubmittedPayload.DigestOf"/> has it; null if the chain shows none.</summary>
    public async Task<string?> GetHeldInferenceAsync(IChainCalls calls, ulong topicId, string address, long nonce, CancellationToken cancellationToken)
    {
        if (await FindLatestAsync(calls, topicId, address, cancellationToken).ConfigureAwait(false) is not { } held || held.BlockHeight != nonce)
            return null;
        try
        {
            return SubmittedPayload.DigestOf(held);
        }
        catch (FormatException)
        {
            // No number: the node's answer shows nothing.
            return null;
        }
    }

    // The latest visible inference of the address.
    private async Task<InputInference?> FindLatestAsync(
        IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetWorkerLatestInputInferenceByTopicIdRequest { TopicId = topicId, WorkerAddress = address };
            return (await calls.CallAsync(_methods.LatestInference, request, cancellationToken).ConfigureAwait(false)).LatestInputInference;
        }
        catch (AlloraException none) when (none.Status == StatusCode.NotFound || none.Reason == AlloraErrorReason.NotFound)
        {
            return null;
        }
    }
}
