using Allora.Sdk.Encodings;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>One version of the emissions module: its queries, its payloads, its events' names.</summary>
internal abstract partial class EmissionsSchema(string name, IPayloadEncoding payloads)
{
    private readonly EmissionsMethods _methods = new($"emissions.{name}.QueryService");

    /// <summary>The version, such as "v10".</summary>
    public string Name { get; } = name;

    /// <summary>How payloads are written.</summary>
    public IPayloadEncoding Payloads { get; } = payloads;

    /// <summary>The type of the block event that opens a window.</summary>
    public string WindowOpenedEvent { get; } = $"emissions.{name}.EventWorkerSubmissionWindowOpened";

    /// <summary>The type of the block event that closes a window.</summary>
    public string WindowClosedEvent { get; } = $"emissions.{name}.EventWorkerSubmissionWindowClosed";

    /// <summary>The module's query service.</summary>
    protected string Service { get; } = $"emissions.{name}.QueryService";

    /// <summary>Whether the own submission is to be seen while its window is open.</summary>
    protected abstract bool ShowsOpenSubmissions { get; }

    /// <summary>Asks about as little as can be asked: only whether the node knows the service matters.</summary>
    public Task ProbeAsync(IChainCalls calls, CancellationToken cancellationToken) =>
        calls.CallAsync(_methods.IsTopicActive, new IsTopicActiveRequest { TopicId = 1 }, cancellationToken);

    public abstract Task<TopicInfo> GetTopicAsync(IChainCalls calls, ulong topicId, CancellationToken cancellationToken);

    /// <summary>The scores of a kind of actor for a nonce; none while the losses are not in.</summary>
    public async Task<IReadOnlyList<(string Address, ChainDecimal Score)>> GetScoresAsync(
        IChainCalls calls, SubmissionActor actor, ulong topicId, long nonce, CancellationToken cancellationToken)
    {
        var scores = actor switch
        {
            SubmissionActor.Forecaster => (await calls.CallAsync(
                _methods.ForecastScores, new GetWorkerForecastScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken).ConfigureAwait(false)).Scores,
            SubmissionActor.Reputer => (await calls.CallAsync(
                _methods.ReputerScores, new GetReputersScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken).ConfigureAwait(false)).Scores,
            _ => (await calls.CallAsync(
                _methods.InferenceScores, new GetWorkerInferenceScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken).ConfigureAwait(false)).Scores,
        };
        return [.. (scores?.Scores_ ?? []).Select(one => (one.Address, ChainDecimal.ParseUnbounded(one.Score_)))];
    }

    /// <summary>What inferers said in the topic's last closed window; the first value where a topic has labels.</summary>
    public abstract Task<IReadOnlyList<(string Address, ChainDecimal Value)>> GetLatestInferencesAsync(
        IChainCalls calls, ulong topicId, CancellationToken cancellationToken);

    public async Task<WorkerWindow> GetWorkerWindowAsync(
        IChainCalls calls, ulong topicId, string? address, CancellationToken cancellationToken)
    {
        var request = new GetWorkerSubmissionWindowStatusRequest { TopicId = topicId, Address = address ?? "" };
        var (status, height) = await calls.CallWithHeightAsync(_methods.WindowStatus, request, cancellationToken).ConfigureAwait(false);
        return new WorkerWindow
        {
            TopicId = topicId,
            IsOpen = status.IsOpen,
            Nonce = status.CurrentNonceBlockHeight,
            Start = status.WindowStartBlock,
            End = status.WindowEndBlock,
            NextStart = status.NextWindowStartBlock,
            NextEnd = status.NextWindowEndBlock,
            IsRegistered = status.IsRegistered,
            IsWhitelisted = status.IsWhitelisted,
            IsTopicActive = status.IsTopicActive,
            Height = height,
        };
    }

    public async Task<IReadOnlyList<long>> GetOpenWorkerNoncesAsync(
        IChainCalls calls, ulong topicId, CancellationToken cancellationToken)
    {
        var request = new GetOpenWorkerSubmissionWindowsRequest { TopicId = topicId };
        var reply = await calls.CallAsync(_methods.OpenWindows, request, cancellationToken).ConfigureAwait(false);
        return reply.Nonces is { } open ? [.. open.Nonces_.Select(nonce => nonce.BlockHeight)] : [];
    }

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

    /// <summary>Whether the chain holds the address's inference for the nonce; null when it cannot tell.</summary>
    public async Task<bool?> HasSubmittedAsync(
        IChainCalls calls, ulong topicId, string address, long nonce, CancellationToken cancellationToken)
    {
        if (await FindLatestNonceAsync(calls, topicId, address, cancellationToken).ConfigureAwait(false) == nonce)
            return true;
        if (!ShowsOpenSubmissions)
            return null;

        // A closed window hides submissions too. Asked in this order, a nonce that is still open now was open then.
        var request = new IsWorkerNonceUnfulfilledRequest { TopicId = topicId, BlockHeight = nonce };
        var open = await calls.CallAsync(_methods.IsNonceUnfulfilled, request, cancellationToken).ConfigureAwait(false);
        return open.IsWorkerNonceUnfulfilled ? false : null;
    }

    /// <summary>The nonce of the latest inference of the address that the chain shows.</summary>
    protected abstract Task<long?> GetLatestNonceAsync(
        IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken);

    protected static AlloraException NoTopic(ulong topicId) =>
        new(AlloraErrorReason.UnknownTopic, isTransient: false, $"There is no topic {topicId}.");

    private async Task<long?> FindLatestNonceAsync(
        IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        try
        {
            return await GetLatestNonceAsync(calls, topicId, address, cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException none) when (none.Status == StatusCode.NotFound || none.Reason == AlloraErrorReason.NotFound)
        {
            return null;
        }
    }
}
