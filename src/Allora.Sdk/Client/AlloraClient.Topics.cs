using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Encodings;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>Gets a topic (GetTopic).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">There is none (<see cref="AlloraErrorReason.UnknownTopic"/>), or no node could be reached.</exception>
    public Task<TopicInfo> GetTopicAsync(ulong topicId, CancellationToken cancellationToken = default) =>
        QueryAsync((schema, calls) => schema.GetTopicAsync(calls, topicId, cancellationToken), cancellationToken);

    /// <summary>
    /// Reads a topic and merges changes into it (GetTopic, GetWorkerSubmissionWindowStatus): <see cref="TopicUpdate.Changes"/> are what
    /// <see cref="AlloraMessage.UpdateTopic"/> will change. Nothing is sent.
    /// </summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="change">The changes.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="AlloraException">
    /// The topic does not exist (<see cref="AlloraErrorReason.UnknownTopic"/>), the chain would reject a value, the node has fields that would be
    /// erased (<see cref="AlloraErrorReason.InvalidRequest"/>), or a window is open in which a changed field cannot change
    /// (<see cref="AlloraErrorReason.WindowNotOpen"/>, transient).
    /// </exception>
    public Task<TopicUpdate> PrepareTopicUpdateAsync(ulong topicId, TopicChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return QueryAsync((schema, calls) => TopicUpdates.PrepareAsync(schema, calls, topicId, change, cancellationToken), cancellationToken);
    }

    /// <summary>Gets a topic's submission window, and whether an address may use it (GetWorkerSubmissionWindowStatus).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="address">The worker to check; null for no check of registration and permission.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The chain rejected the query, or no node could be reached.</exception>
    public Task<SubmissionWindow> GetWorkerWindowAsync(ulong topicId, string? address, CancellationToken cancellationToken = default) =>
        QueryAsync((schema, calls) => schema.GetWindowAsync(calls, WindowSide.Worker, topicId, address, cancellationToken), cancellationToken);

    /// <summary>Gets the nonces (heights, blocks) of the topic that accept payloads now, if any (GetOpenWorkerSubmissionWindows).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The chain rejected the query, or no node could be reached.</exception>
    public Task<IReadOnlyList<long>> GetOpenWorkerNoncesAsync(ulong topicId, CancellationToken cancellationToken = default) =>
        QueryAsync((schema, calls) => schema.GetOpenNoncesAsync(calls, WindowSide.Worker, topicId, cancellationToken), cancellationToken);

    /// <summary>Whether an address is registered as a worker of a topic (IsWorkerRegisteredInTopicId).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="address">The worker's address.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The topic does not exist, or no node could be reached.</exception>
    public Task<bool> IsWorkerRegisteredAsync(ulong topicId, string address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return QueryAsync((schema, calls) => schema.IsWorkerRegisteredAsync(calls, topicId, address, cancellationToken), cancellationToken);
    }

    /// <summary>Whether the chain's and the topic's lists permit an address to submit payloads (CanSubmitWorkerPayload).</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="address">The worker's address.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The chain rejected the query, or no node could be reached.</exception>
    public Task<bool> CanSubmitWorkerPayloadAsync(ulong topicId, string address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return QueryAsync(
            (schema, calls) => schema.CanSubmitWorkerPayloadAsync(calls, topicId, address, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Whether an address's inference for a nonce is in a block already (GetWorkerLatestInputInferenceByTopicId, IsWorkerNonceUnfulfilled); null when
    /// that is unknown: after the window has closed, and on networks of emissions v9 if the chain shows none.
    /// </summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="address">The worker's address.</param>
    /// <param name="nonce">The window's nonce: the height (blocks) at whose end it opened.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The chain rejected the query, or no node could be reached.</exception>
    public Task<bool?> HasSubmittedAsync(ulong topicId, string address, long nonce, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return QueryAsync((schema, calls) => schema.HasSubmittedAsync(calls, topicId, address, nonce, cancellationToken), cancellationToken);
    }

    /// <summary>The digest of an address's inference for a nonce; null if the chain shows none.</summary>
    internal Task<string?> GetHeldInferenceAsync(ulong topicId, string address, long nonce, CancellationToken cancellationToken) =>
        QueryAsync((schema, calls) => schema.GetHeldInferenceAsync(calls, topicId, address, nonce, cancellationToken), cancellationToken);

    /// <summary>Gets the version of the emissions module that the chain uses, such as "v10"; detected by queries, then cached until it changes.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">The chain uses an unknown version (<see cref="AlloraErrorReason.WrongSchema"/>), or no node could be reached.</exception>
    public async Task<string> GetSchemaNameAsync(CancellationToken cancellationToken = default) =>
        (await Schemas.GetAsync(cancellationToken).ConfigureAwait(false)).Name;

    // A chain that was upgraded meanwhile no longer has the service: detect its version and query once more.
    private async Task<T> QueryAsync<T>(Func<EmissionsSchema, ChainCalls, Task<T>> ask, CancellationToken cancellationToken)
    {
        var schema = await Schemas.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ask(schema, _calls).ConfigureAwait(false);
        }
        catch (AlloraException failure) when (failure.Reason == AlloraErrorReason.WrongSchema)
        {
            Schemas.Forget(schema);
            var now = await Schemas.GetAsync(cancellationToken).ConfigureAwait(false);
            if (now == schema)
                throw;
            return await ask(now, _calls).ConfigureAwait(false);
        }
    }
}
